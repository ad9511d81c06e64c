import { api } from '../../../api/client.ts';
import { ApiProblem, readJson } from '../../../api/problem.ts';

const list = async (site: string) => (await readJson(api.sites[':site'].imports.$get({ param: { site } }))).imports;

/** An import as the API shows it. */
export type ImportState = Awaited<ReturnType<typeof list>>[number];

/** The site's imports, newest first. @throws ApiProblem */
export const fetchImports: (site: string) => Promise<readonly ImportState[]> = list;

/** What a file holds, by its name. */
export const formatOf = (fileName: string): ImportState['format'] =>
  /\.(nd)?json(l|lines)?$/i.test(fileName) ? 'ndjson' : 'csv';

/** Imports of the same file, as far as name and size can tell. */
export const importsOf = (file: File, imports: readonly ImportState[]): readonly ImportState[] =>
  imports.filter(
    ({ name, sizeBytes, format }) => name === file.name && sizeBytes === file.size && format === formatOf(file.name),
  );

/** Begins an import. @throws ApiProblem */
export const beginImport = (site: string, file: File): Promise<ImportState> =>
  readJson(
    api.sites[':site'].imports.$post({
      param: { site },
      json: { name: file.name, format: formatOf(file.name), sizeBytes: file.size },
    }),
  );

/** Ends an open import; what it took stays. @throws ApiProblem */
export const giveUpImport = (site: string, id: string): Promise<ImportState> =>
  readJson(api.sites[':site'].imports[':import'].$delete({ param: { site, import: id } }));

/** Why nothing goes on for a while: the collector has more urgent work, or does not answer. */
export type Waiting = 'busy' | 'away' | undefined;

export interface Sending {
  site: string;
  file: File;
  /** The import as it is: sending begins at its offset. */
  begun: ImportState;
  /** Stops sending; the import stays open. */
  signal: AbortSignal;
  onState(state: ImportState, waiting: Waiting): void;
}

/** Small enough that progress is seen; the collector takes twice as much. */
const PART_BYTES = 1024 * 1024;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** About two minutes without an answer. */
const MOST_TRIES = 12;

const later = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const refusalOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => ({}));
  return new ApiProblem(response.status, (body as { error?: { code?: string; message?: string } }).error ?? {});
};

const sendPart = ({ site, file, signal }: Sending, { id, offset }: ImportState): Promise<Response> => {
  const part = file.slice(offset, offset + PART_BYTES);
  const isLast = offset + part.size >= file.size;
  return fetch(`/api/v1/sites/${encodeURIComponent(site)}/imports/${id}?offset=${offset}&last=${isLast}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/octet-stream' },
    body: part,
    signal,
  });
};

/**
 * Sends a file part by part; waits while the collector is busy or away.
 * @returns the import as it is at the end, or where it was stopped.
 * @throws ApiProblem when it cannot go on
 */
export const sendFile = async (sending: Sending): Promise<ImportState> => {
  const { site, signal, onState } = sending;
  let state = sending.begun;
  let tries = 0;
  let waiting: Waiting;
  while (state.status === 'open' && !signal.aborted) {
    onState(state, waiting);
    const response = await sendPart(sending, state).catch(() => undefined);
    if (signal.aborted) break;
    if (response?.ok) {
      state = (await response.json()) as ImportState;
      tries = 0;
      waiting = undefined;
    } else if (response?.status === 409)
      // An answer may have been lost on its way: the collector knows how far it is.
      state = await readJson(api.sites[':site'].imports[':import'].$get({ param: { site, import: state.id } }));
    else if (response && response.status < 500 && response.status !== 429) throw await refusalOf(response);
    else {
      tries += 1;
      if (tries > MOST_TRIES) throw response ? await refusalOf(response) : new ApiProblem(0);
      waiting = response ? 'busy' : 'away';
      onState(state, waiting);
      const askedMs = Number(response?.headers.get('retry-after') ?? 0) * 1000;
      await later(Math.max(askedMs, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (tries - 1))), signal);
    }
  }
  return state;
};
