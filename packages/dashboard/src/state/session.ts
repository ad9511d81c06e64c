import { signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { ApiProblem, readJson } from '../api/problem.ts';

const fetchSites = async () => (await readJson(api.sites.$get())).sites;

/** A site as the API shows it. */
export type Site = Awaited<ReturnType<typeof fetchSites>>[number];

/** Whether somebody is signed in, and what they may see. */
export type SitesState =
  | { status: 'loading' }
  | { status: 'signed-out' }
  | { status: 'failed'; message: string }
  | { status: 'ready'; sites: readonly Site[] };

/** Whether somebody is signed in, and what they may see. */
export const sitesState = signal<SitesState>({ status: 'loading' });

/** Notes that a request was refused because nobody is signed in (any more). */
export const noteSignedOut = (): void => {
  sitesState.value = { status: 'signed-out' };
};

/** Notes what has become of a site. */
export const noteSite = (changed: Site): void => {
  const state = sitesState.value;
  if (state.status !== 'ready') return;
  sitesState.value = { status: 'ready', sites: state.sites.map((site) => (site.id === changed.id ? changed : site)) };
};

/** Reads the sites; that is also how the dashboard learns whether somebody is signed in. */
export const loadSites = async (): Promise<void> => {
  try {
    sitesState.value = { status: 'ready', sites: await fetchSites() };
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return noteSignedOut();
    sitesState.value = { status: 'failed', message: problem instanceof Error ? problem.message : '' };
  }
};

/** Trades a one-time token for a session. @throws ApiProblem when the token does not work */
export const signIn = async (token: string): Promise<void> => {
  await readJson(api.session.$post({ json: { token } }));
};

/** Ends the session in this browser. */
export const signOut = async (): Promise<void> => {
  await api.session.$delete();
  noteSignedOut();
};
