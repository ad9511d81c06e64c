import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** A full Chromium on PATH, which has what the headless shell lacks: hidden tabs, back/forward cache, prerendering. */
export const fullChromium = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** One tab, driven by the DevTools protocol itself: Playwright would make it look visible all the time. */
export interface Tab {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Opens an address and waits for its load event. */
  open(url: string): Promise<void>;
  evaluate<Answer>(expression: string): Promise<Answer>;
  /** Brings this tab to the front; the one before is hidden. */
  show(): Promise<void>;
  close(): Promise<void>;
}

/** How a tab is opened. */
export interface TabOptions {
  url?: string;
  /** True for a tab that nobody has looked at yet. */
  isInBackground?: boolean;
}

export interface FullBrowser {
  /** A tab whose `url` is given is not spoken to before it is asked something: a page that is spoken to prerenders nothing. */
  openTab(options?: TabOptions): Promise<Tab>;
  close(): Promise<void>;
}

const args = (profile: string) => [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--user-data-dir=${profile}`,
  '--enable-features=BackForwardCache',
  'about:blank',
];

/** A browser that was asked to close has gone after this long, or is killed. */
const CLOSE_WITHIN_MS = 5000;

/** Opens a full Chromium with a new profile. */
export const openFullBrowser = async (executable: string): Promise<FullBrowser> => {
  const profile = await mkdtemp(join(tmpdir(), 'telltale-chromium-profile-'));
  const child: ChildProcess = spawn(executable, args(profile), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , , input, output] = child.stdio as unknown as [unknown, unknown, unknown, Writable, Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const listeners = new Set<(message: Message) => void>();
  let lastId = 0;
  let rest = '';
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id !== undefined) {
        waiting.get(message.id)?.(message);
        waiting.delete(message.id);
      } else for (const listener of [...listeners]) listener(message);
    }
  });

  const send = (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ result, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result ?? {}),
      );
      input.write(`${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`);
    });

  const heard = (method: string, sessionId: string) =>
    new Promise<void>((resolve) => {
      const listener = (message: Message) => {
        if (message.method !== method || message.sessionId !== sessionId) return;
        listeners.delete(listener);
        resolve();
      };
      listeners.add(listener);
    });

  return {
    async openTab({ url: address = 'about:blank', isInBackground = false } = {}) {
      const { targetId } = await send('Target.createTarget', { url: address, background: isInBackground });
      let attaching: Promise<string> | undefined;
      const attach = async () => {
        const { sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as {
          sessionId: string;
        };
        await send('Page.enable', {}, sessionId);
        return sessionId;
      };
      const session = () => {
        attaching ??= attach();
        return attaching;
      };
      const inTab = async (method: string, params?: object) => send(method, params, await session());
      return {
        send: inTab,
        async open(url) {
          const loaded = heard('Page.loadEventFired', await session());
          await inTab('Page.navigate', { url });
          await loaded;
        },
        async evaluate<Answer>(expression: string) {
          const { result, exceptionDetails } = await inTab('Runtime.evaluate', {
            expression,
            awaitPromise: true,
            returnByValue: true,
            userGesture: true,
          });
          if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
          return (result as { value: Answer }).value;
        },
        async show() {
          await send('Target.activateTarget', { targetId });
        },
        async close() {
          await send('Target.closeTarget', { targetId });
        },
      };
    },
    async close() {
      // The browser may go before it has answered, and a busy one may not go at all.
      const exited = once(child, 'exit');
      send('Browser.close').catch(() => {});
      const killing = setTimeout(() => child.kill('SIGKILL'), CLOSE_WITHIN_MS);
      await exited;
      clearTimeout(killing);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
