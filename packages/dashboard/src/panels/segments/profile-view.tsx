import type { ProfileValue, SegmentProfileDefinitionInput, VisitorCondition } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { formats, words } from '../../locales/index.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { rateColumn } from '../../ui/columns.tsx';
import { type Column, CsvButton, Table } from '../../ui/table.tsx';
import { segmentWords } from './words.ts';

const nameOf = ({ property, value }: ProfileValue) => `${propertyName(property)}: ${valueName(property, value)}`;

const points = (value: number) => formats.value.signed(value * 100);
const times = (ratio: number) => `${formats.value.number(ratio)}×`;

/** What sets members apart, as a table. */
export const profileColumns = (): Column<ProfileValue>[] => {
  const text = segmentWords.value;
  return [
    { heading: text.value, value: nameOf },
    rateColumn(text.ofMembers, ({ memberRatio }) => memberRatio),
    rateColumn(text.ofOthers, ({ otherRatio }) => otherRatio),
    {
      heading: text.difference,
      value: ({ difference }) => difference.value,
      show: ({ difference: { value, interval } }) => (
        <>
          {points(value)}
          <small class="interval">{words.value.range95(points(interval.low), points(interval.high))}</small>
        </>
      ),
      isNumber: true,
    },
    {
      heading: text.lift,
      value: ({ lift }) => lift?.value ?? null,
      show: ({ lift }) =>
        lift ? (
          <>
            {times(lift.value)}
            <small class="interval">{words.value.range95(times(lift.interval.low), times(lift.interval.high))}</small>
          </>
        ) : (
          '–'
        ),
      isNumber: true,
    },
  ];
};

/** What sets the segment apart: the values that its members have more, or less, often than all others. */
export const ProfileView = ({ condition }: { condition: VisitorCondition }) => {
  const text = segmentWords.value;
  const definition: SegmentProfileDefinitionInput = { condition, population: chosenRange.value };
  const answer = useAnswer('segment_profile', definition, { pauseMs: TYPING_PAUSE_MS });
  const columns = profileColumns();
  return (
    <AnswerView answer={answer}>
      {({ values, members, others }, statistics) => (
        <div class="stack">
          <p class="is-quiet">{text.profileNote(text.population(members), text.population(others))}</p>
          {values.length > 0 ? (
            <Table caption={text.views.profile} columns={columns} rows={values} />
          ) : (
            <p class="is-quiet">{text.noProfile}</p>
          )}
          <AnswerFoot kind="segment_profile" definition={definition} statistics={statistics}>
            <CsvButton fileName="telltale-segment-profile" columns={columns} rows={values} />
          </AnswerFoot>
        </div>
      )}
    </AnswerView>
  );
};
