import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The yardstick: `node:http` in a process of its own. */
export interface BareServer {
  pid: number;
  port: number;
  close(): void;
}

/** Starts the bare server. */
export const startBareServer = async (): Promise<BareServer> => {
  const child = fork(fileURLToPath(new URL('bare-process.ts', import.meta.url)), {
    execArgv: ['--conditions=source', '--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { pid: child.pid ?? 0, port, close: () => child.disconnect() };
};
