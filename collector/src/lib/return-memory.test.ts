import { afterEach, expect, it, vi } from 'vitest';
import { returnMemory } from './return-memory.ts';

const MB = 1024 * 1024;

let stop: (() => void) | undefined;
afterEach(() => stop?.());

/** A heap of that many MB that a collection takes back to 40, and how often one did. */
const heapOf = (mb: number) => {
  const heap = { mb, collections: 0, looks: 0 };
  stop = returnMemory({
    everyMs: 5,
    heapBytes: () => {
      heap.looks += 1;
      return heap.mb * MB;
    },
    collect: () => {
      heap.collections += 1;
      heap.mb = 40;
    },
  });
  return heap;
};

it('gives the heap back once there is nothing to do, in two looks, and again only when it has grown much', async () => {
  const heap = heapOf(76);
  await vi.waitFor(() => expect(heap.collections).toBe(2), 20_000);
  heap.mb = 55;
  const looks = heap.looks + 3;
  await vi.waitFor(() => expect(heap.looks).toBeGreaterThan(looks), 20_000);
  expect(heap.collections).toBe(2);
  heap.mb = 57;
  await vi.waitFor(() => expect(heap.collections).toBe(4), 20_000);
});

it('does not even look at the heap of whoever is busy', async () => {
  const heap = heapOf(76);
  for (let turn = 0; turn < 30; turn += 1) {
    const until = performance.now() + 10;
    while (performance.now() < until);
    await new Promise((next) => setImmediate(next));
  }
  expect(heap.looks).toBe(0);
});

it('really clears the heap', async () => {
  const cleared: string[] = [];
  const registry = new FinalizationRegistry((name: string) => cleared.push(name));
  // In a function of its own: what this one has made, its frame may hold as long as it waits.
  const makeGarbage = () => registry.register({}, 'what nobody needs');
  makeGarbage();
  let grownBytes = 0;
  const heapBytes = () => {
    grownBytes += 32 * MB;
    return grownBytes;
  };
  stop = returnMemory({ everyMs: 50, heapBytes });
  await vi.waitFor(() => expect(cleared).toEqual(['what nobody needs']), 20_000);
  // Had the registry been cleared as well, it could tell nothing.
  expect(registry).toBeInstanceOf(FinalizationRegistry);
});
