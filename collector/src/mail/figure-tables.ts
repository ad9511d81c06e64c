import type {
  CampaignsDefinitionInput,
  CampaignsResult,
  EngagementFigure,
  EngagementResult,
  ErrorsResult,
  FormsResult,
  HeatmapResult,
  InspectionsResult,
  PathsResult,
  SegmentOverlapDefinitionInput,
  SegmentOverlapResult,
  SegmentProfileResult,
  SurveyResult,
  VitalsResult,
} from '@telltale/query';
import type { CardTable } from './card-table.ts';
import type { MailFormats } from './mail-formats.ts';

/** More would make the mail long; the board shows them. */
const MOST_ROWS = 8;

/** The ways that most take. */
export const pathsTable = ({ total, nodes, links }: PathsResult, { words, number, events }: MailFormats): CardTable => {
  const nameOf = (index: number) => {
    const name = nodes[index]?.name ?? null;
    if (name === null) return words.otherValues;
    if (name.startsWith('/')) return name;
    const [kind = '', ...object] = name.split(':');
    return [events([{ kind }]), object.join(':')].filter(Boolean).join(' · ');
  };
  // An arrow is not mirrored where the text runs from right to left; names in other letters keep their own direction.
  const way = (from: string, to: string) =>
    words.direction === 'rtl' ? `\u2067\u2068${from}\u2069 ← \u2068${to}\u2069\u2069` : `${from} → ${to}`;
  const most = [...links].sort((one, other) => other.visits - one.visits).slice(0, MOST_ROWS);
  return {
    headings: [words.way, words.paths, words.visitors],
    rows: [
      [words.total, number(total.visits), number(total.visitors)],
      ...most.map(({ source, target, visits, visitors }) => [
        way(nameOf(source), nameOf(target)),
        number(visits),
        number(visitors),
      ]),
    ],
  };
};

const figureText = ({ unit, value, currency }: EngagementFigure, { words, ...formats }: MailFormats): string => {
  if (value === null) return formats.number(null);
  if (currency !== null) return formats.money(value, currency);
  if (unit === 'ratio') return formats.percent(value);
  if (unit === 'ms') return words.secondsCount(formats.number(Math.round(value / 100) / 10));
  return unit === 'days' ? words.daysCount(formats.number(Math.round(value * 10) / 10)) : formats.number(value);
};

/** The figures that can be reckoned in these days. */
export const engagementTable = ({ figures }: EngagementResult, formats: MailFormats): CardTable => {
  const { words } = formats;
  return {
    headings: [words.figure, words.value],
    rows: figures
      .filter(({ value }) => value !== null)
      .map((figure) => [
        [words.engagement[figure.name], figure.currency].filter(Boolean).join(' · '),
        figureText(figure, formats),
      ]),
  };
};

/** What came of those who came from where. */
export const campaignsTable = (
  { rows, total }: CampaignsResult,
  { words, number, percent, value: valueName }: MailFormats,
  { by = 'channel' }: CampaignsDefinitionInput,
): CardTable => {
  const line = (name: string, { visitors, converted, conversion }: CampaignsResult['total']) => [
    name,
    number(visitors),
    number(converted),
    percent(conversion?.ratio ?? null),
  ];
  return {
    headings: [words.value, words.visitors, words.conversions, words.conversion],
    rows: [...rows.slice(0, MOST_ROWS).map((row) => line(valueName(by, row.value), row)), line(words.total, total)],
  };
};

/** Who began each form, who gave up, who completed. */
export const formsTable = ({ forms }: FormsResult, { words, number, percent }: MailFormats): CardTable => ({
  headings: [words.step, words.started, words.abandoned, words.completed],
  rows: forms
    .slice(0, MOST_ROWS)
    .map(({ form, started, abandoned, completion }) => [
      form,
      number(started),
      number(abandoned),
      percent(completion?.ratio ?? null),
    ]),
});

/** Who saw and used each feature, and did the goal afterwards. */
export const inspectionsTable = ({ rows }: InspectionsResult, { words, number, percent }: MailFormats): CardTable => ({
  headings: [words.feature, words.saw, words.used, words.didGoal],
  rows: rows
    .slice(0, MOST_ROWS)
    .map(({ feature, visitors, uses, effect }) => [
      feature,
      number(visitors),
      number(uses.visitors),
      percent(effect?.inspected.conversion?.ratio ?? null),
    ]),
});

/** A page's clicks, and the elements that were clicked most. */
export const heatmapTable = (
  { pageViews, total, elements }: HeatmapResult,
  { words, number }: MailFormats,
): CardTable => ({
  headings: [words.figure, words.value],
  rows: [
    [words.pageViews, number(pageViews)],
    [words.clicks, number(total.clicks)],
    [words.rage, number(total.rage)],
    [words.dead, number(total.dead)],
    ...(elements ?? []).slice(0, MOST_ROWS).map(({ anchor, clicks }) => [anchor, number(clicks)]),
  ],
});

/** What three of four page views had. */
export const vitalsTable = ({ total }: VitalsResult, { words, number, percent }: MailFormats): CardTable => ({
  headings: [words.metric, words.p75, words.good],
  rows: total.map(({ metric, p75, good, measured }) => [
    metric,
    // The layout shift is a score, all others are times.
    metric === 'CLS' || p75 === null ? number(p75) : words.secondsCount(number(p75 / 1000)),
    percent(measured > 0 ? good / measured : null),
  ]),
});

/** What failed most. */
export const errorsTable = ({ total, faults }: ErrorsResult, { words, number }: MailFormats): CardTable => ({
  headings: [words.fault, words.happened, words.hit],
  rows: [
    [words.total, number(total.occurrences), number(total.visitors)],
    ...faults
      .slice(0, MOST_ROWS)
      .map(({ message, fingerprint, occurrences, visitors }) => [
        message || fingerprint,
        number(occurrences),
        number(visitors),
      ]),
  ],
});

/** How many are in which of several segments. */
export const segmentOverlapTable = (
  { combinations, population }: SegmentOverlapResult,
  { words, number, percent }: MailFormats,
  { segments }: SegmentOverlapDefinitionInput,
): CardTable => ({
  headings: [words.members, words.visitors, words.share],
  rows: combinations.map(({ isIn, count }) => [
    isIn.some(Boolean)
      ? segments.flatMap(({ title }, index) => (isIn[index] ? [title || String(index + 1)] : [])).join(' + ')
      : words.neither,
    number(count),
    percent(population > 0 ? count / population : null),
  ]),
});

/** What sets the members of a segment apart. */
export const segmentProfileTable = (
  { values }: SegmentProfileResult,
  { words, percent, value: valueName }: MailFormats,
): CardTable => ({
  headings: [words.value, words.members, words.ofOthers],
  rows: values
    .slice(0, MOST_ROWS)
    .map(({ property, value, memberRatio, otherRatio }) => [
      valueName(property, value),
      percent(memberRatio),
      percent(otherRatio),
    ]),
});

/** How often a survey was shown and answered, and the scores of its questions. */
export const surveyTable = ({ total }: SurveyResult, { words, number, percent }: MailFormats): CardTable => ({
  headings: [words.figure, words.value],
  rows: [
    [words.shown, number(total.shown.responses)],
    [words.answered, number(total.answered.responses)],
    [words.responseRate, percent(total.response?.ratio ?? null)],
    ...total.questions.flatMap(({ questionId, score }) => {
      if (!score) return [];
      const points = score.method === 'nps' ? number(Math.round(1000 * score.value) / 10) : percent(score.value);
      return [[`${words.score} · ${questionId}`, score.method === 'mean' ? number(score.value) : points]];
    }),
  ],
});
