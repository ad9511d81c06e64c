import { createHash } from 'node:crypto';
import { mkdir, realpath, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
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

const listen = (socket: string) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer((peer) => peer.destroy());
    server.once('error', reject);
    server.listen(socket, () => resolve(server.unref()));
  });

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
 * @throws Error when another process has it.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  await mkdir(folder, { recursive: true });
  const socket = await socketOf(folder);
  const take = async (): Promise<Server> => {
    try {
      return await listen(socket);
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
      return listen(socket);
    }
  };
  const server = await take();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
};
