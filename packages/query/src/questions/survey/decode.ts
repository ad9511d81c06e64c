import { pageOfPeople } from '../../people.ts';
import { bytesOf, type QuestionContext, type Row } from '../../question.ts';
import { cutOf } from './compile.ts';
import type { SurveyDefinition } from './definition.ts';
import { type ReadEvent, readEvents } from './read-events.ts';
import type { SurveyPart, SurveyResult } from './result.ts';
import { compareText, OUTCOME, SurveyTally } from './tally.ts';

const MAX_VERSIONS = 50;

const scoredBetween = { promoter: [9, 10], passive: [7, 8], detractor: [0, 6] } as const;

type People = NonNullable<SurveyDefinition['people']>;

/** Whether an event makes its visitor one of those listed; of the ignored, whether it can. */
const isOf = ({ outcome, question }: People, event: ReadEvent): boolean => {
  if (outcome === 'ignored') return event.outcome === OUTCOME.shown;
  if (outcome !== 'promoter' && outcome !== 'passive' && outcome !== 'detractor')
    return event.outcome === OUTCOME[outcome];
  const [low, high] = scoredBetween[outcome];
  const { questionKind, questionId, score } = event;
  const isAsked = questionKind === 'nps' && (question === undefined || questionId === question);
  return isAsked && score !== null && score >= low && score <= high;
};

/** Tallies by name, made when something is counted in them. */
const createTallies = <Name>() => {
  const tallies = new Map<Name, SurveyTally>();
  return {
    tallies,
    add: (name: Name, event: ReadEvent) => {
      const tally = tallies.get(name) ?? new SurveyTally();
      tallies.set(name, tally);
      tally.add(event);
    },
  };
};

const partOf = (tally: SurveyTally = new SurveyTally()): SurveyPart => ({
  ...tally.figures(),
  questions: tally.questions(),
});

/** Reads the events of the survey and counts what came of it. */
export const decodeSurvey = (
  answer: readonly Row[] | Uint8Array,
  definition: SurveyDefinition,
  context: QuestionContext,
): SurveyResult => {
  const { range, startAts } = cutOf(definition, context);
  const { breakdown, people } = definition;
  const total = new SurveyTally();
  const buckets = createTallies<number>();
  const versions = createTallies<string>();
  const groups = createTallies<string>();
  /** Visitors who may be listed, with the showing that decides it. */
  const candidates: { visitorId: string; response: number }[] = [];
  readEvents(bytesOf(answer), (event) => {
    total.add(event);
    buckets.add(event.bucket, event);
    versions.add(event.version, event);
    if (breakdown && 'property' in breakdown) groups.add(event.group, event);
    else if (breakdown)
      for (const [place, segment] of breakdown.segments.entries())
        if ((event.segments & (1 << place)) !== 0) groups.add(segment, event);
    if (people && isOf(people, event)) candidates.push({ visitorId: event.visitorId(), response: event.response });
  });

  const groupsOf = (): SurveyResult['groups'] => {
    if (!breakdown) return null;
    if ('segments' in breakdown)
      return breakdown.segments.map((value) => ({ value, ...partOf(groups.tallies.get(value)) }));
    return [...groups.tallies]
      .map(([value, tally]) => ({ value, ...partOf(tally) }))
      .sort((a, b) => b.shown.responses - a.shown.responses || compareText(a.value, b.value))
      .slice(0, breakdown.limit);
  };

  const trendOf = (questions: SurveyResult['total']['questions']): SurveyResult['trend'] => {
    const parts = startAts.map((startAt) => partOf(buckets.tallies.get(startAt)));
    return {
      startAts,
      shown: parts.map(({ shown }) => shown.responses),
      answered: parts.map(({ answered }) => answered.responses),
      questions: questions.map(({ questionId, questionKind }) => {
        const told = parts.map((part) =>
          part.questions.find((one) => one.questionId === questionId && one.questionKind === questionKind),
        );
        return {
          questionId,
          questionKind,
          answers: told.map((one) => one?.answers ?? 0),
          scores: told.map((one) => one?.score ?? null),
        };
      }),
    };
  };

  const listed = () => {
    const isListed = ({ response }: { response: number }) => people?.outcome !== 'ignored' || total.isIgnored(response);
    return [...new Set(candidates.filter(isListed).map(({ visitorId }) => visitorId))];
  };

  const questions = total.wholeQuestions();
  return {
    range,
    total: { ...total.figures(), questions },
    versions: [...versions.tallies]
      .map(([version, tally]) => ({ version: version === '' ? null : Number(version), ...partOf(tally) }))
      .sort((a, b) => (b.version ?? -1) - (a.version ?? -1))
      .slice(0, MAX_VERSIONS),
    groups: groupsOf(),
    trend: trendOf(questions),
    people: people ? pageOfPeople(listed(), people) : null,
  };
};
