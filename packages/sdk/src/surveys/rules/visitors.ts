import { hear } from '../../lib/hear.ts';
import { readStored, removeStored, writeStored } from '../../lib/storage.ts';
import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

const currentSession = (): string | undefined => (readStored('s') ?? '').split(' ')[0];

/** Holds surveys back from visitors who are not in their first session any more, or not yet past it. */
export const surveyVisitors: Recorder = () => {
  // Whoever has an id already, when the tag first asks, was here before.
  let firstSession = readStored('v') ? '-' : undefined;
  hear('emitted', () => {
    if (!readStored('f')) writeStored('f', firstSession ?? currentSession() ?? '');
  });
  hear('renewed', () => {
    firstSession = undefined;
    if (!readStored('v')) removeStored('f');
  });
  gates.visitors = ({ visitors }) => !!visitors && (readStored('f') === currentSession()) !== (visitors === 'new');
  return undefined;
};
