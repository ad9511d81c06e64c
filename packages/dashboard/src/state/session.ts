import { signal } from '@preact/signals';
import { api } from '../api/client.ts';
import { ApiProblem, readJson } from '../api/problem.ts';

const fetchSites = async () => (await readJson(api.sites.$get())).sites;
const fetchPerson = async () => (await readJson(api.session.$get())).person;

/** A site as the API shows it. */
export type Site = Awaited<ReturnType<typeof fetchSites>>[number];

/** Who is signed in. */
export type Person = Awaited<ReturnType<typeof fetchPerson>>;

/** What somebody is on a site. */
export type Role = Person['roles'][string];

/** Whether somebody is signed in, and what they may see. */
export type SitesState =
  | { status: 'loading' }
  | { status: 'signed-out' }
  | { status: 'failed'; message: string }
  | { status: 'ready'; sites: readonly Site[]; person: Person };

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
  sitesState.value = { ...state, sites: state.sites.map((site) => (site.id === changed.id ? changed : site)) };
};

/** Notes what has become of who is signed in. */
export const notePerson = (person: Person): void => {
  const state = sitesState.value;
  if (state.status === 'ready') sitesState.value = { ...state, person };
};

/** Reads the sites and who is signed in; that is also how the dashboard learns whether somebody is. */
export const loadSites = async (): Promise<void> => {
  try {
    const [sites, person] = await Promise.all([fetchSites(), fetchPerson()]);
    sitesState.value = { status: 'ready', sites, person };
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return noteSignedOut();
    sitesState.value = { status: 'failed', message: problem instanceof Error ? problem.message : '' };
  }
};

/** Trades a one-time token, or e-mail and password, for a session. @throws ApiProblem when they do not work */
export const signIn = async (proof: { token: string } | { email: string; password: string }): Promise<void> => {
  await readJson(api.session.$post({ json: proof }));
};

/** Ends the session in this browser. */
export const signOut = async (): Promise<void> => {
  await api.session.$delete();
  noteSignedOut();
};
