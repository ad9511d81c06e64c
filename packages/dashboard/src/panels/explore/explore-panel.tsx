import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { address, go } from '../../state/address.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import './explore.css';
import { ExploreBuilder } from './explore-builder.tsx';
import { exploreQuestion, readDraft } from './explore-draft.ts';
import { ExploreResult } from './explore-result.tsx';
import { exploreWords } from './words.ts';

/** Any event or measure over time, alone or made into one of two. */
export const ExplorePanel = () => {
  const text = exploreWords.value;
  const draft = readDraft(address.value.own);
  const question = exploreQuestion(draft, {
    range: chosenRange.value,
    comparison: chosenComparison.value,
    filters: visitFilters.value,
  });
  const answer = useAnswer('trend', question, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="side-by-side">
      <ExploreBuilder draft={draft} onChange={(own, isTyping = false) => go({ own }, { isReplacing: isTyping })} />
      <Card title={text.result}>
        {question ? (
          <AnswerView answer={answer}>
            {(result, statistics) => <ExploreResult result={result} statistics={statistics} question={question} />}
          </AnswerView>
        ) : (
          <p class="is-quiet">{text.unfinished}</p>
        )}
      </Card>
    </div>
  );
};
