import { formats } from '../../locales/index.ts';
import { valueName } from '../../state/names.ts';
import { savedSegment } from '../../state/segments.ts';
import type { Fact } from '../../ui/facts.tsx';
import { parameterText } from './audience-text.ts';
import { audienceWords } from './audience-words.ts';
import type { Experiment } from './experiment.ts';
import { apart } from './values.ts';

/** For whom an experiment is, what it is never together with, and who is held out. */
export const audienceFacts = ({ audience, group, holdOut, pages }: Experiment): Fact[] => {
  const text = audienceWords.value;
  const { list, percent } = formats.value;
  const { languages = [], devices = [], visitors, parameters = [], segment } = audience ?? {};
  const all = [
    ...(visitors ? [text.visitorsAre[visitors]] : []),
    ...(segment ? [text.segmentFact(savedSegment(segment)?.title ?? segment)] : []),
    ...devices.map((device) => valueName('device', device)),
    ...languages,
    ...parameters.map(parameterText),
  ];
  return [
    [text.exceptPages, list(pages?.exclude ?? [])],
    [text.audience, list(all.map(apart))],
    [text.group, group ? text.groupFact(group.id, percent(group.from), percent(group.to)) : ''],
    [text.holdOut, holdOut ? text.holdOutFact(holdOut.id, percent(holdOut.share)) : ''],
  ];
};
