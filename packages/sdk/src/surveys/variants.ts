import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import { hear } from '../lib/hear.ts';
import { readStored, removeStored, writeStored } from '../lib/storage.ts';
import type { Recorder } from '../recorder.ts';

/** Remembers which variants the visitor saw, on whichever page, so that answers say so. */
export const surveyVariants: Recorder = () => {
  hear('emitted', ({ kind, properties }) => {
    if (kind !== 'exposure') return;
    const { experiment, variant } = properties as { experiment: string; variant: string };
    const seen = [`${experiment}:${variant}`];
    for (const one of (readStored('a') ?? '').split(' ')) if (one && !one.startsWith(`${experiment}:`)) seen.push(one);
    const text = seen.sort().join(' ');
    if (text.length <= MAX_TEXT_LENGTH) writeStored('a', text);
  });
  // Another visitor sees other ones.
  hear('renewed', () => {
    if (!readStored('v')) removeStored('a');
  });
  return undefined;
};
