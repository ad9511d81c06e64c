import { TYPING_PAUSE_MS, useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { pathsQuestion, readChoice } from './paths-question.ts';
import { PathsResultView } from './paths-result.tsx';
import { PathsSettings } from './paths-settings.tsx';
import './paths.css';
import { pathsWords } from './words.ts';

/** Which ways people take from a page or an event, or to one. */
export const PathsPanel = () => {
  const text = pathsWords.value;
  const choice = readChoice();
  const question = pathsQuestion(choice, chosenRange.value, visitFilters.value);
  const comparison = chosenComparison.value;
  const compared = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('paths', compared, { pauseMs: TYPING_PAUSE_MS });
  return (
    <div class="stack">
      <PathsSettings choice={choice} />
      <Card title={text.result}>
        <AnswerView answer={answer}>
          {(result, statistics) =>
            result.total.visits === 0 ? (
              <Empty title={text.none} icon="paths">
                <p>{text.noneHint}</p>
              </Empty>
            ) : (
              <PathsResultView result={result} statistics={statistics} question={compared} />
            )
          }
        </AnswerView>
      </Card>
    </div>
  );
};
