import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { address, go } from '../../state/address.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { FunnelBuilder } from './funnel-builder.tsx';
import { funnelQuestion, readDraft } from './funnel-draft.ts';
import { FunnelResultView } from './funnel-result.tsx';
import './funnels.css';
import { funnelWords } from './words.ts';

/** Ordered steps: who went through, who dropped out, who is still on the way. */
export const FunnelsPanel = () => {
  const draft = readDraft(address.value.own);
  const question = funnelQuestion(draft, chosenRange.value);
  const answer = useAnswer('funnel', question, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="side-by-side">
      <FunnelBuilder draft={draft} onChange={(own, isTyping = false) => go({ own }, { isReplacing: isTyping })} />
      <Card title={funnelWords.value.result}>
        <AnswerView answer={answer}>
          {(result, statistics) =>
            question && <FunnelResultView result={result} statistics={statistics} question={question} />
          }
        </AnswerView>
      </Card>
    </div>
  );
};
