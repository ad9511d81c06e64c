import { createHash } from 'node:crypto';
import { chmod, mkdir, realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that only this process uses. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Unix socket addresses hold about this many bytes. Source: unix(7), `sun_path`. */
const MAX_SOCKET_PATH = 100;

const socketOf = async (folder: string): Promise<string> => {
  const file = path.join(await realpath(folder), 'collector.lock');
  if (Buffer.byteLength(file) <= MAX_SOCKET_PATH) return file;
  return path.join(tmpdir(), `telltale-${createHash('sha256').update(file).digest('hex').slice(0, 16)}.lock`);
};

/** What whoever holds the folder answers to one line from another process of the same user. @throws Error with a sentence for people */
export type AnswerLine = (line: string) => Promise<string>;

const MOST_BYTES = 4_096;
const ASKED_WITHIN_MS = 5_000;

/** Reads one line; what is longer, or does not come in time, is cut off. */
const readLine = (peer: Socket) =>
  new Promise<string>((resolve, reject) => {
    let read = '';
    peer.setEncoding('utf8').setTimeout(ASKED_WITHIN_MS, () => peer.destroy());
    peer.once('error', reject).once('close', () => reject(new Error('The line was cut off.')));
    peer.on('data', (text: string) => {
      read += text;
      if (read.length > MOST_BYTES) peer.destroy();
      const end = read.indexOf('\n');
      if (end >= 0) resolve(read.slice(0, end));
    });
  });

const serve = async (peer: Socket, answer: AnswerLine) => {
  try {
    peer.end(`${await answer(await readLine(peer))}\n`);
  } catch {
    // Whoever only looks whether the folder is held hangs up without a word.
    peer.destroy();
  }
};

const listen = async (socket: string, answer: AnswerLine | undefined) => {
  const server = await new Promise<Server>((resolve, reject) => {
    const made = createServer((peer) => (answer ? void serve(peer, answer) : peer.destroy()));
    made.once('error', reject);
    made.listen(socket, () => resolve(made.unref()));
  });
  // Only the user that the collector runs as may ask it anything.
  await chmod(socket, 0o600);
  return server;
};

const isAlive = (socket: string) =>
  new Promise<boolean>((resolve) => {
    const peer = connect(socket);
    peer.once('connect', () => {
      peer.destroy();
      resolve(true);
    });
    peer.once('error', () => resolve(false));
  });

const isInUse = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/**
 * Takes a folder for this process alone: two collectors on one spool would cut each other's segments. A listening socket does not
 * outlive its process, so a crash leaves nothing that a person must remove; other containers see it too.
 * @param answer What is said to whoever asks with `askHolder`; left out, nothing is.
 * @throws Error when another process has it.
 */
export const lockFolder = async (folder: string, answer?: AnswerLine): Promise<FolderLock> => {
  await mkdir(folder, { recursive: true });
  const socket = await socketOf(folder);
  const take = async (): Promise<Server> => {
    try {
      return await listen(socket, answer);
    } catch (error) {
      if (!isInUse(error)) throw error;
      if (await isAlive(socket))
        throw new Error(
          `DATA_DIR ${folder} is used by another collector that is running. Stop it, or give this one its own folder.`,
          {
            cause: error,
          },
        );
      await unlink(socket).catch(() => undefined);
      return listen(socket, answer);
    }
  };
  const server = await take();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
};

/** Asks whoever holds a folder one line. @returns the answer; undefined when nobody holds it, or who does says nothing. */
export const askHolder = async (folder: string, line: string): Promise<string | undefined> => {
  const socket = await socketOf(folder).catch(() => undefined);
  if (socket === undefined) return undefined;
  const peer = connect(socket);
  try {
    peer.write(`${line}\n`);
    return await readLine(peer);
  } catch {
    return undefined;
  } finally {
    peer.destroy();
  }
};
