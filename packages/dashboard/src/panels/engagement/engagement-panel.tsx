import type { EngagementDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import './engagement.css';
import { EngagementFigures } from './engagement-figures.tsx';
import { EngagementPeople } from './engagement-people.tsx';
import { engagementWords } from './words.ts';

// The field's custom: whoever stays for ten seconds did not bounce.
const ENGAGED_BELOW_MS = 10_000;

/** How much people do and how often they come back to buy, each figure with its formula. */
export const EngagementPanel = () => {
  const text = engagementWords.value;
  const comparison = chosenComparison.value;
  const question: EngagementDefinitionInput = {
    range: chosenRange.value,
    filters: visitFilters.value,
    bounce: { engagedBelowMs: ENGAGED_BELOW_MS },
  };
  const compared: EngagementDefinitionInput = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('engagement', compared);
  return (
    <>
      <AnswerView answer={answer}>
        {(result, statistics) =>
          result.figures.every(({ numerator }) => numerator === 0) ? (
            <section class="card">
              <Empty title={text.none} icon="engagement">
                <p>{text.noneHint}</p>
                <PanelLink panel="setup">{text.toSetup}</PanelLink>
              </Empty>
            </section>
          ) : (
            <div class="stack">
              <EngagementFigures
                result={result}
                statistics={statistics}
                question={compared}
                engagedBelowMs={ENGAGED_BELOW_MS}
              />
            </div>
          )
        }
      </AnswerView>
      <EngagementPeople question={question} />
    </>
  );
};
