import type { SegmentOverlapResult, SegmentSizeResult } from '@telltale/query';
import { CARD_ROWS, type CardKind, type CardProps, fileOf } from '../../cards/card-kind.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { bucketName } from '../../charts/bucket-name.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats } from '../../locales/index.ts';
import { shownSite } from '../../state/site.ts';
import { Figures } from '../../ui/figures.tsx';
import { Table } from '../../ui/table.tsx';
import { profileColumns } from './profile-view.tsx';
import { segmentWords } from './words.ts';

/** How many are in a segment, and what share that is. */
export const segmentCard: CardKind<'segment'> = {
  Answer: ({ result: { count, population, shareRatio } }) => {
    const text = segmentWords.value;
    const { number, percent } = formats.value;
    return (
      <Figures
        figures={[
          { title: text.membersCount, value: number(count) },
          { title: text.shareOfAll, value: shareRatio === null ? '–' : percent(shareRatio) },
          { title: text.everSeen, value: number(population) },
        ]}
      />
    );
  },
  file: ({ result: { count, population, shareRatio } }) => {
    const text = segmentWords.value;
    return {
      headings: [text.membersCount, text.shareOfAll, text.everSeen],
      rows: [[count, shareRatio, population]],
    };
  },
};

const labelsOf = ({ sizes }: SegmentSizeResult, { interval }: CardProps<'segment_size'>['definition']) =>
  sizes.map(({ startAt }) => bucketName(startAt, interval ?? 'day', shownSite.value?.timeZone ?? 'UTC'));

/** How many were in a segment, over time. */
export const segmentSizeCard: CardKind<'segment_size'> = {
  Answer: ({ definition, result }) => (
    <LinesChart
      title={segmentWords.value.sizeOverTime}
      labels={labelsOf(result, definition)}
      lines={[{ name: segmentWords.value.membersCount, place: 0, values: result.sizes.map(({ count }) => count) }]}
      format={formats.value.number}
      formatAxis={formats.value.compact}
      isWhole
    />
  ),
  file: ({ definition, result }) => {
    const text = segmentWords.value;
    const labels = labelsOf(result, definition);
    return {
      headings: [text.atEndOf, text.membersCount, text.everSeen, text.shareOfAll],
      rows: result.sizes.map(({ count, population, shareRatio }, index) => [
        labels[index]?.long ?? '',
        count,
        population,
        shareRatio,
      ]),
    };
  },
};

/** Those who are in the same of the segments, under the names of these. */
const partsOf = ({ segments }: CardProps<'segment_overlap'>['definition'], { combinations }: SegmentOverlapResult) =>
  combinations.map(({ isIn, count }) => ({
    key: isIn.join(),
    name: isIn.some(Boolean)
      ? segments.flatMap(({ title }, index) => (isIn[index] ? [title || String(index + 1)] : [])).join(' + ')
      : segmentWords.value.neither,
    value: count,
  }));

/** How many are in which of several segments. */
export const segmentOverlapCard: CardKind<'segment_overlap'> = {
  Answer: ({ definition, result }) => {
    const text = segmentWords.value;
    return (
      <BarTable
        caption={text.views.overlap}
        headings={[text.part, text.visitorsCount, text.shareOfAll]}
        rows={partsOf(definition, result)}
        total={result.population}
        format={formats.value.number}
      />
    );
  },
  file: ({ definition, result }) => ({
    headings: [segmentWords.value.part, segmentWords.value.visitorsCount],
    rows: partsOf(definition, result).map(({ name, value }) => [name, value]),
  }),
};

/** What sets the members of a segment apart. */
export const segmentProfileCard: CardKind<'segment_profile'> = {
  Answer: ({ result: { values } }) => (
    <Table
      caption={segmentWords.value.views.profile}
      columns={profileColumns().slice(0, 4)}
      rows={values.slice(0, CARD_ROWS)}
    />
  ),
  file: ({ result: { values } }) => fileOf(profileColumns(), values),
};
