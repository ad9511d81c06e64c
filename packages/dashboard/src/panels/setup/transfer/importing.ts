import { signal } from '@preact/signals';
import { ApiProblem } from '../../../api/problem.ts';
import { words } from '../../../locales/index.ts';
import { noteSignedOut } from '../../../state/session.ts';
import { announce } from '../../../ui/announcer.tsx';
import { beginImport, fetchImports, giveUpImport, type ImportState, sendFile, type Waiting } from './imports.ts';
import { transferWords } from './words.ts';

/** What a site's card shows. It outlives the card: a file is sent while the reader looks elsewhere. */
export interface Importing {
  /** Newest first. */
  imports: readonly ImportState[];
  /** The import that is being sent, or was last. */
  current: ImportState | undefined;
  isSending: boolean;
  waiting: Waiting;
  /** Why it could not go on. */
  problem: () => string;
}

const NOTHING: Importing = {
  imports: [],
  current: undefined,
  isSending: false,
  waiting: undefined,
  problem: () => '',
};

const bySite = signal<Readonly<Record<string, Importing>>>({});
const stops = new Map<string, AbortController>();

/** What a site's card shows now. */
export const importingOf = (site: string): Importing => bySite.value[site] ?? NOTHING;

const note = (site: string, change: Partial<Importing>) => {
  bySite.value = { ...bySite.value, [site]: { ...importingOf(site), ...change } };
};

const problemOf = (reason: unknown) => {
  if (reason instanceof ApiProblem && reason.status === 401) noteSignedOut();
  const { status, message } = reason instanceof ApiProblem ? reason : { status: -1, message: '' };
  return () => (status === 0 ? words.value.noConnection : message || transferWords.value.failed);
};

/** Reads the site's imports. */
export const loadImports = async (site: string): Promise<void> => {
  try {
    note(site, { imports: await fetchImports(site) });
  } catch (reason) {
    note(site, { problem: problemOf(reason) });
  }
};

/** A file that is refused from its first row on is not one to go on with later. */
const forgetIfWrong = async (site: string, reason: unknown) => {
  const { current } = importingOf(site);
  if (!(reason instanceof ApiProblem) || reason.status !== 400 || !current || current.offset > 0) return;
  note(site, { current: undefined });
  await giveUpImport(site, current.id).catch(() => undefined);
};

/** Sends a file: from where an open import of it is, or from its beginning. */
export const startImport = async (site: string, file: File, left?: ImportState): Promise<void> => {
  if (importingOf(site).isSending) return;
  const stop = new AbortController();
  stops.set(site, stop);
  note(site, { isSending: true, waiting: undefined, current: left, problem: NOTHING.problem });
  try {
    const begun = left ?? (await beginImport(site, file));
    const ended = await sendFile({
      site,
      file,
      begun,
      signal: stop.signal,
      onState: (current, waiting) => note(site, { current, waiting }),
    });
    note(site, { current: ended });
    if (ended.status === 'done') announce(transferWords.value.done);
  } catch (reason) {
    note(site, { problem: problemOf(reason) });
    await forgetIfWrong(site, reason);
  } finally {
    stops.delete(site);
    note(site, { isSending: false, waiting: undefined });
    await loadImports(site);
  }
};

/** Stops sending; it can go on later. */
export const stopImport = (site: string): void => stops.get(site)?.abort();

/** Ends an open import for good; what it took stays. */
export const endImport = async (site: string, id: string): Promise<void> => {
  try {
    const ended = await giveUpImport(site, id);
    note(site, { problem: NOTHING.problem, ...(importingOf(site).current?.id === id && { current: ended }) });
  } catch (reason) {
    note(site, { problem: problemOf(reason) });
  }
  await loadImports(site);
};
