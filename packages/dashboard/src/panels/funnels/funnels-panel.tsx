import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { address } from '../../state/address.ts';
import { visitFilters } from '../../state/asked.ts';
import { goOwn } from '../../state/own.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { FunnelBuilder } from './funnel-builder.tsx';
import { funnelQuestion, readDraft } from './funnel-draft.ts';
import { FunnelPeopleDialog } from './funnel-people.tsx';
import { FunnelResultView } from './funnel-result.tsx';
import { chosenView, viewQuestion } from './funnel-views.ts';
import './funnels.css';
import { funnelWords } from './words.ts';

/** Ordered steps: who went through, who dropped out, who is still on the way. */
export const FunnelsPanel = () => {
  const draft = readDraft(address.value.own);
  const range = chosenRange.value;
  const filters = visitFilters.value;
  const plain = funnelQuestion(draft, range);
  const question = plain && { ...plain, ...(filters.length > 0 && { filters }) };
  const comparison = chosenComparison.value;
  const compared = question && { ...question, ...(comparison && { comparison }) };
  const asked = compared && viewQuestion(compared, chosenView(), { draft, range });
  const answer = useAnswer('funnel', asked, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="side-by-side">
      <FunnelBuilder
        draft={draft}
        onChange={(changed, isTyping = false) => goOwn({ ...changed, listed: undefined }, { isReplacing: isTyping })}
      />
      <Card title={funnelWords.value.result}>
        <AnswerView answer={answer}>
          {(result, statistics) =>
            asked && <FunnelResultView result={result} statistics={statistics} question={asked} draft={draft} />
          }
        </AnswerView>
        {question && <FunnelPeopleDialog question={question} />}
      </Card>
    </div>
  );
};
