import { readStored, removeStored, visitStored, writeStored } from '../lib/storage.ts';
import { fromJson } from '../lib/to-json.ts';
import { viewportJson } from '../lib/viewport-json.ts';
import type { Recorder } from '../recorder.ts';
import {
  countDropped,
  droppedReport,
  enqueue,
  type Keeper,
  keeper,
  keepTelling,
  unreportedJson,
  type Waiting,
  waiting,
} from './queue.ts';
import { isFailing } from './transport.ts';

/** An event this old in storage has no page any more that is about to deliver it: any page may. */
const ORPHANED_AFTER_MS = 15_000;

/** The collector knows for a day which events it has: what is sent again later than that would count twice. */
const EXPIRED_AFTER_MS = 20 * 3_600_000;

/**
 * Lets unsent events outlive the page: they are written to the browser's storage when the page is left, and as long as the
 * collector does not answer, and any later page of the visitor's delivers them. An event that is delivered at once is never written.
 */
export const persistentQueue: Recorder = () => {
  const unwritten = new Set<Waiting>();
  /** Where this page's own events are kept: no other page's. */
  const own = new Set<string | undefined>();

  const write = (): void => {
    for (const one of unwritten) {
      const [envelope, event, rest = viewportJson()] = one;
      // The key says how old the event is.
      const key = `q${Date.now()}.${Math.random()}`;
      one[3] = key;
      own.add(key);
      writeStored(key, `${envelope}${rest}\n${event}`);
    }
    unwritten.clear();
  };

  /** As it is now: what has been told meanwhile is not told again by the next page. */
  const keepDropped = (): void => {
    const told = droppedReport();
    if (told) writeStored('d', `${told}\n${unreportedJson()}`);
    else removeStored('d');
  };

  Object.assign(keeper, {
    added(one) {
      unwritten.add(one);
      if (isFailing()) write();
    },
    gone(one) {
      unwritten.delete(one);
      removeStored(one[3] ?? 'q');
      own.delete(one[3]);
    },
    isGone: ([, , , key]) => !!key && !readStored(key),
    keep() {
      write();
      // What waits no more is on its way from a page that closes: nobody will hear whether it arrived.
      if (!waiting.size) writeStored('u', `${Date.now()}`);
      keepDropped();
    },
    adopt() {
      keepDropped();
      visitStored('q', (key) => {
        const leftAt = Number.parseInt(key.slice(1), 10);
        const ageMs = Date.now() - leftAt;
        if (ageMs > EXPIRED_AFTER_MS) {
          removeStored(key);
          // What left with a closing page most likely arrived.
          if (leftAt > Number(readStored('u') ?? 0)) countDropped('expired');
        } else if (ageMs > ORPHANED_AFTER_MS && !own.has(key)) {
          const [envelope = '', event = ''] = (readStored(key) ?? '').split('\n');
          own.add(key);
          enqueue([envelope, event, '', key]);
        }
      });
    },
  } satisfies Keeper);
  const [told = '', unreported = '{}'] = (readStored('d') ?? '').split('\n');
  keepTelling(told);
  for (const [reason, count] of Object.entries<number>(fromJson(unreported))) countDropped(reason, count);
  removeStored('d');
  return undefined;
};
