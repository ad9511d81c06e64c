import { guard } from '../lib/guard.ts';
import { isWithoutStorage, readStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';
import type { SurveySettings } from './survey-settings.ts';

type Ending = 'shown' | 'answered' | 'dismissed';

/** What this browser has seen of surveys, by their ids, the last one last: how the last showing ended, when (epoch ms), and how often it was shown. */
type History = Record<string, [ending: Ending, at: number, times: number] | undefined>;

/** Bytes: some forty surveys. A cookie holds 4,096 with its name, and servers take few more. */
const MAX_BAKED_LENGTH = 3500;

const endings: Record<string, Ending | undefined> = {
  survey_shown: 'shown',
  survey_answer: 'answered',
  survey_dismissed: 'dismissed',
};

/** What somebody else wrote there in its place counts as nothing. */
const readHistory = (): History => guard(() => fromJson(decodeURIComponent(readStored('h') ?? '{}'))) ?? {};

/** Remembers what became of a survey; those seen longest ago are forgotten where a cookie cannot hold them all. Who answered a question and then closed it has answered it. */
export const remember = (id: string, kind: string): void => {
  const history = readHistory();
  const [ending, , times = 0] = history[id] ?? [];
  const isShown = kind === 'survey_shown';
  const next = isShown || ending !== 'answered' ? endings[kind] : ending;
  delete history[id];
  history[id] = [next ?? 'answered', Date.now(), times + (isShown ? 1 : 0)];
  // Encoded: servers stumble over quotes in a cookie.
  const written = (): string => encodeURIComponent(toJson(history));
  for (const oldest of Object.keys(history))
    if (isWithoutStorage() && written().length > MAX_BAKED_LENGTH) delete history[oldest];
  writeStored('h', written());
};

/** What of its own past holds a survey back now: each rule, and until when, epoch ms; Infinity for ever. */
export const heldByHistory = (
  { id, times, againMs, snoozeMs }: SurveySettings,
  capMs: number,
): [rule: string, until: number][] => {
  const history = readHistory();
  const [ending, at = 0, seen = 0] = history[id] ?? [];
  const ever = Number.POSITIVE_INFINITY;
  let lastAt = 0;
  for (const other of Object.values(history)) lastAt = Math.max(lastAt, other?.[1] ?? 0);
  const rules: [string, number][] = [
    ending === 'answered' ? ['answered', at + (againMs ?? ever)] : ['snooze', at + snoozeMs],
    ['times', times && seen >= times ? ever : 0],
    ['cap', lastAt + capMs],
  ];
  return rules.filter(([, until]) => until > Date.now());
};
