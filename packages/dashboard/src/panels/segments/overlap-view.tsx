import type { SegmentOverlapDefinitionInput, VisitorCondition } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { BarTable } from '../../charts/bar-table.tsx';
import { formats } from '../../locales/index.ts';
import { go } from '../../state/address.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { savedSegment, savedSegments } from '../../state/segments.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { numberColumn } from '../../ui/columns.tsx';
import { Select } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton } from '../../ui/table.tsx';
import { segmentWords } from './words.ts';

interface OverlapProps {
  condition: VisitorCondition;
  other: { id: string; title: string };
}

interface Part {
  key: string;
  name: string;
  count: number;
  /** Who they are, as a segment of its own. */
  condition: VisitorCondition;
}

const Overlap = ({ condition, other }: OverlapProps) => {
  const text = segmentWords.value;
  const inOther: VisitorCondition = { segment: other.id };
  const definition: SegmentOverlapDefinitionInput = {
    segments: [
      { title: text.thisOne, condition },
      { title: other.title, condition: inOther },
    ],
    population: chosenRange.value,
  };
  const answer = useAnswer('segment_overlap', definition, { pauseMs: TYPING_PAUSE_MS });
  return (
    <AnswerView answer={answer}>
      {({ population, combinations }, statistics) => {
        const countOf = (isInThis: boolean, isInOther: boolean) =>
          combinations.find(({ isIn }) => isIn[0] === isInThis && isIn[1] === isInOther)?.count ?? 0;
        const parts: Part[] = [
          {
            key: 'both',
            name: text.both(other.title),
            count: countOf(true, true),
            condition: { all: [condition, inOther] },
          },
          {
            key: 'this',
            name: text.onlyThis,
            count: countOf(true, false),
            condition: { all: [condition, { none: [inOther] }] },
          },
          {
            key: 'other',
            name: text.onlyOther(other.title),
            count: countOf(false, true),
            condition: { all: [inOther, { none: [condition] }] },
          },
          {
            key: 'neither',
            name: text.neither,
            count: countOf(false, false),
            condition: { none: [condition, inOther] },
          },
        ];
        const columns: Column<Part>[] = [
          { heading: text.part, value: ({ name }) => name },
          numberColumn(text.visitorsCount, ({ count }) => count),
        ];
        return (
          <div class="stack">
            <BarTable
              caption={text.overlapTable(other.title)}
              headings={[text.part, text.visitorsCount, text.shareOfAll]}
              rows={parts.map((part) => ({
                key: part.key,
                name: part.name,
                value: part.count,
                onChoose: () => go({ own: part.condition }),
              }))}
              total={population}
              format={formats.value.number}
            />
            <AnswerFoot
              kind="segment_overlap"
              definition={definition}
              statistics={statistics}
              note={text.overlapNote(text.population(population))}
            >
              <CsvButton fileName="telltale-segment-overlap" columns={columns} rows={parts} />
            </AnswerFoot>
          </div>
        );
      }}
    </AnswerView>
  );
};

/** How many are in this segment and in a saved one. */
export const OverlapView = ({ condition }: { condition: VisitorCondition }) => {
  const text = segmentWords.value;
  const others = savedSegments.value.filter(({ id }) => id !== ownText('saved'));
  const other = savedSegment(ownText('other')) ?? others[0];
  if (!other)
    return (
      <Empty title={text.noneSaved} icon="segments">
        <p>{text.noneSavedHint}</p>
      </Empty>
    );
  return (
    <div class="stack">
      <div class="question-settings">
        <Select
          label={text.comparedWith}
          value={other.id}
          choices={others.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => goOwn({ other: id })}
        />
      </div>
      <Overlap condition={condition} other={other} />
    </div>
  );
};
