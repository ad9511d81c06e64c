import { once } from 'node:events';
import { type createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pageStream } from './page-stream.ts';

const PAGE = 'x'.repeat(100_000);

/** Pages without end that tell how many were made and whether somebody still wants them. */
const endless = () => {
  const told = { made: 0, isOver: false, ended: 0 };
  async function* pages() {
    try {
      for (;;) {
        told.made += 1;
        yield PAGE;
      }
    } finally {
      told.isOver = true;
    }
  }
  const onEnd = () => {
    told.ended += 1;
  };
  return { told, pages: pages(), onEnd };
};

let server: ReturnType<typeof createServer> | undefined;
afterEach(() => {
  vi.useRealTimers();
  server?.close();
});

const serve = async (stream: () => ReadableStream): Promise<number> => {
  server = createAdaptorServer({ fetch: () => new Response(stream()) }) as ReturnType<typeof createServer>;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

describe('a stream of pages', () => {
  it('makes a page only when the one before was taken', async () => {
    const { told, pages, onEnd } = endless();
    const reader = pageStream(pages, onEnd).getReader();
    expect(told.made).toBe(0);
    for (let taken = 1; taken <= 5; taken += 1) {
      await reader.read();
      expect(told.made).toBe(taken);
    }
    await reader.cancel();
    expect(told).toEqual({ made: 5, isOver: true, ended: 1 });
  });

  it('waits for a slow client, and ends when it goes away', async () => {
    const { told, pages, onEnd } = endless();
    const port = await serve(() => pageStream(pages, onEnd));
    const asked = request({ port, host: '127.0.0.1' });
    asked.on('error', () => {});
    asked.end();
    const [response] = await once(asked, 'response');
    response.pause();
    // As much as the two sockets hold on their way; then nothing more is made.
    let before = -1;
    await vi.waitFor(
      () => {
        const settled = told.made === before;
        before = told.made;
        expect(settled).toBe(true);
      },
      { timeout: 10_000, interval: 200 },
    );
    expect(told.made * PAGE.length).toBeLessThan(20_000_000);
    expect(told.isOver).toBe(false);
    response.destroy();
    await vi.waitFor(() => expect(told).toMatchObject({ isOver: true, ended: 1 }), { timeout: 10_000 });
  });

  it('gives up a reader that takes nothing for ten minutes, but not one that is slow', async () => {
    vi.useFakeTimers();
    const { told, pages, onEnd } = endless();
    const reader = pageStream(pages, onEnd).getReader();
    for (let taken = 0; taken < 3; taken += 1) {
      await reader.read();
      await vi.advanceTimersByTimeAsync(599_000);
    }
    expect(told.isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual({ made: 3, isOver: true, ended: 1 });
    await expect(reader.read()).rejects.toThrow('ten minutes');
  });

  it('breaks off when a page fails, so that nobody takes what arrived for the whole', async () => {
    const onEnd = vi.fn();
    // The server's library tells it on the console too.
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    async function* failing() {
      yield PAGE;
      throw new Error('The store is away.');
    }
    const port = await serve(() => pageStream(failing(), onEnd));
    const response = await fetch(`http://127.0.0.1:${port}/`);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(onEnd).toHaveBeenCalledOnce();
    said.mockRestore();
  });
});
