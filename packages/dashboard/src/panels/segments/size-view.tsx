import type { SegmentSize, SegmentSizeDefinitionInput, VisitorCondition } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { bucketName } from '../../charts/bucket-name.ts';
import { LinesChart } from '../../charts/lines-chart.tsx';
import { formats } from '../../locales/index.ts';
import { countDays } from '../../state/iso-day.ts';
import { goOwn, ownChoice } from '../../state/own.ts';
import type { DayRange } from '../../state/range.ts';
import { chosenRange, site } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { segmentWords } from './words.ts';

const intervals = ['day', 'week', 'month'] as const;
/** As many moments as the question tells. */
const MOST_DAYS = 100;

const usualInterval = (range: DayRange) => (countDays(range.from, range.to) > MOST_DAYS ? 'week' : 'day');

/** How many were in the segment at the end of each day, week or month. */
export const SizeView = ({ condition }: { condition: VisitorCondition }) => {
  const text = segmentWords.value;
  const interval = ownChoice('interval', intervals, usualInterval(chosenRange.value));
  const definition: SegmentSizeDefinitionInput = { condition, range: chosenRange.value, interval };
  const answer = useAnswer('segment_size', definition, { pauseMs: TYPING_PAUSE_MS });
  const timeZone = site.value?.timeZone ?? 'UTC';
  const nameOf = ({ startAt }: SegmentSize) => bucketName(startAt, interval, timeZone);
  const columns: Column<SegmentSize>[] = [
    { heading: text.atEndOf, value: (size) => nameOf(size).long },
    numberColumn(text.membersCount, ({ count }) => count),
    numberColumn(text.everSeen, ({ population }) => population),
    numberColumn(text.shareOfAll, ({ shareRatio }) => shareRatio, formats.value.percent),
  ];
  return (
    <div class="stack">
      <div class="question-settings">
        <Select
          label={text.interval}
          value={interval}
          choices={intervals.map((value) => ({ value, label: text.intervals[value] }))}
          onChange={(chosen) => goOwn({ interval: chosen })}
        />
      </div>
      <AnswerView answer={answer}>
        {({ sizes }, statistics) => (
          <>
            <LinesChart
              title={text.sizeOverTime}
              labels={sizes.map(nameOf)}
              lines={[{ name: text.membersCount, place: 0, values: sizes.map(({ count }) => count) }]}
              format={formats.value.number}
              formatAxis={formats.value.compact}
              isWhole
            />
            <AnswerFoot kind="segment_size" definition={definition} statistics={statistics} note={text.sizeNote}>
              <TableBehind caption={text.sizeOverTime} columns={columns} rows={sizes} />
              <CsvButton fileName="telltale-segment-size" columns={columns} rows={sizes} />
            </AnswerFoot>
          </>
        )}
      </AnswerView>
    </div>
  );
};
