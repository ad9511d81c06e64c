import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** An import as the API shows it, as far as it is needed here. */
export interface ImportState {
  id: string;
  name: string;
  format: string;
  sizeBytes: number | null;
  status: 'open' | 'done' | 'cancelled';
  offset: number;
  read: number;
  accepted: number;
  duplicate: number;
  rejected: number;
  errors: { line: number; code: string; path: string; message: string }[];
}

export interface UploadOptions {
  file: string;
  /** Where the collector is, without a slash at the end. */
  url: string;
  site: string;
  /** A secret key with the scope `events:write`. */
  key: string;
  format: 'csv' | 'ndjson';
  /** What to do when this file was imported before, or in part: nothing, go on with it, or begin anew. */
  before: 'ask' | 'resume' | 'again';
  onProgress: (state: ImportState) => void;
  /** Told why nothing goes on for a while. */
  onWaiting: (reason: string, seconds: number) => void;
}

/** What the person who runs it must decide or mend. */
export class UploadError extends Error {
  override name = 'UploadError';
}

const PART_BYTES = 2 * 1024 * 1024;
const FIRST_RETRY_S = 1;
const LONGEST_RETRY_S = 30;
/** A collector that does not come back for so many tries in a row is given up: about ten minutes. */
const MOST_TRIES = 24;

interface Answer {
  status: number;
  retryAfterS: number;
  body: ImportState & { imports?: ImportState[]; error?: { code: string; message: string; known?: string[] } };
}

const readPart = async (handle: FileHandle, offset: number, size: number): Promise<Buffer<ArrayBuffer>> => {
  const bytes = Buffer.alloc(Math.min(PART_BYTES, size - offset));
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
  if (bytesRead < bytes.length) throw new UploadError('The file became shorter while it was read.');
  return bytes;
};

const createAsk = ({ url, site, key, onWaiting }: UploadOptions) => {
  const once = async (method: string, route: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Answer> => {
    const response = await fetch(`${url}/api/v1/sites/${encodeURIComponent(site)}/imports${route}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': typeof body === 'string' ? 'application/json' : 'application/octet-stream',
      },
      ...(body !== undefined && { body }),
    });
    const retryAfterS = Number(response.headers.get('retry-after') ?? 0);
    return { status: response.status, retryAfterS, body: (await response.json().catch(() => ({}))) as Answer['body'] };
  };

  /** Asks until there is an answer that waiting does not change. */
  return async (method: string, route: string, body?: string | Uint8Array<ArrayBuffer>): Promise<Answer> => {
    for (let tries = 0; ; tries += 1) {
      const pauseS = Math.min(LONGEST_RETRY_S, FIRST_RETRY_S * 2 ** tries);
      const answer = await once(method, route, body).catch(() => undefined);
      if (answer && answer.status !== 429 && answer.status < 500) return answer;
      const reason = answer?.body.error?.message ?? `${url} does not answer.`;
      if (tries >= MOST_TRIES) throw new UploadError(`${reason} Go on later with --resume.`);
      const seconds = Math.max(pauseS, answer?.retryAfterS ?? 0);
      onWaiting(reason, seconds);
      await wait(seconds * 1000);
    }
  };
};

const refusalOf = ({ status, body: { error } }: Answer) =>
  new UploadError(error ? `${error.message} (${error.code})` : `The collector answered ${status}.`);

/** Finds the import to go on with, or begins one. @throws UploadError when it was imported before and nobody said what then */
const openImport = async (
  ask: ReturnType<typeof createAsk>,
  { file, format, before }: UploadOptions,
  sizeBytes: number,
): Promise<ImportState> => {
  const name = path.basename(file);
  const listed = await ask('GET', '');
  if (listed.status !== 200) throw refusalOf(listed);
  const same = (listed.body.imports ?? []).filter(
    (one) => one.name === name && one.sizeBytes === sizeBytes && one.format === format,
  );
  const left = same.find(({ status }) => status === 'open');
  if (before === 'resume' && left) return left;
  if (before === 'ask' && left)
    throw new UploadError(
      `A file of this name and size is imported up to byte ${left.offset}. Go on with --resume, or begin anew with --again.`,
    );
  if (before !== 'again' && same.some(({ status }) => status === 'done'))
    throw new UploadError('A file of this name and size was imported already. Import it once more with --again.');
  const made = await ask('POST', '', JSON.stringify({ name, format, sizeBytes }));
  if (made.status !== 201) throw refusalOf(made);
  return made.body;
};

/**
 * Sends a file of any size to a collector, part by part; waits while the collector is away or busy.
 * @returns the import when it is done.
 * @throws UploadError with what to do about it.
 */
export const uploadFile = async (options: UploadOptions): Promise<ImportState> => {
  const handle = await open(options.file).catch((cause: unknown) => {
    throw new UploadError(`${options.file} cannot be read.`, { cause });
  });
  try {
    const { size } = await handle.stat();
    const ask = createAsk(options);
    let state = await openImport(ask, options, size);
    while (state.status === 'open') {
      options.onProgress(state);
      const bytes = await readPart(handle, state.offset, size);
      const isLast = state.offset + bytes.length === size;
      const answer = await ask('PATCH', `/${state.id}?offset=${state.offset}&last=${isLast}`, bytes);
      if (answer.status === 200) state = answer.body;
      // An answer may have been lost on its way: the collector knows how far it is.
      else if (answer.status === 409) {
        const asked = await ask('GET', `/${state.id}`);
        if (asked.status !== 200) throw refusalOf(asked);
        state = asked.body;
      } else throw refusalOf(answer);
    }
    if (state.status === 'cancelled') throw new UploadError('The import was cancelled; what it took stays.');
    return state;
  } finally {
    await handle.close();
  }
};
