import type { SegmentDefinitionInput } from '@telltale/query';
import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { address, go } from '../../state/address.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { isComplete, readCondition } from './condition.ts';
import { GroupEditor } from './group-editor.tsx';
import { SegmentResultView } from './segment-result.tsx';
import './segments.css';
import { segmentWords } from './words.ts';

const SAMPLE = 12;

/** Visitors chosen by what they did, counted as the conditions change. */
export const SegmentsPanel = () => {
  const text = segmentWords.value;
  const group = readCondition(address.value.own);
  const question: SegmentDefinitionInput | undefined = isComplete(group)
    ? { condition: group, population: chosenRange.value, members: { limit: SAMPLE } }
    : undefined;
  const answer = useAnswer('segment', question, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="side-by-side side-by-side-wide">
      <section class="card segment-builder">
        <div class="card-body">
          <GroupEditor group={group} onChange={(own) => go({ own })} />
        </div>
      </section>
      <Card title={text.result}>
        {question ? (
          <AnswerView answer={answer}>
            {(result, statistics) => <SegmentResultView result={result} statistics={statistics} question={question} />}
          </AnswerView>
        ) : (
          <p class="is-quiet">{text.unfinished}</p>
        )}
      </Card>
    </div>
  );
};
