import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { readChoice, retentionQuestion } from './retention-question.ts';
import { RetentionResultView } from './retention-result.tsx';
import { RetentionSettings } from './retention-settings.tsx';
import './retention.css';
import { retentionWords } from './words.ts';

/** Of those who began in a period, how many come back. */
export const RetentionPanel = () => {
  const text = retentionWords.value;
  const choice = readChoice();
  const question = retentionQuestion(choice, chosenRange.value, visitFilters.value);
  const comparison = chosenComparison.value;
  const compared = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('retention', compared, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="stack">
      <RetentionSettings choice={choice} />
      <Card title={text.result}>
        <AnswerView answer={answer}>
          {(result, statistics) =>
            result.size === 0 ? (
              <Empty title={text.none} icon="retention">
                <p>{text.noneHint}</p>
              </Empty>
            ) : (
              <RetentionResultView result={result} statistics={statistics} question={compared} />
            )
          }
        </AnswerView>
      </Card>
    </div>
  );
};
