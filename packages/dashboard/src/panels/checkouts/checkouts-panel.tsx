import type { CheckoutsDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { CheckoutList } from './checkout-list.tsx';
import { CheckoutOutcomes } from './checkout-outcomes.tsx';
import { CheckoutReasons } from './checkout-reasons.tsx';
import { CheckoutStops } from './checkout-stops.tsx';
import './checkouts.css';
import { checkoutWords } from './words.ts';

/** What became of each attempt to buy: where it stopped, and what was at stake. */
export const CheckoutsPanel = () => {
  const text = checkoutWords.value;
  const question: CheckoutsDefinitionInput = {
    range: chosenRange.value,
    filters: visitFilters.value,
  };
  const comparison = chosenComparison.value;
  const compared = { ...question, ...(comparison && { comparison }) };
  const answer = useAnswer('checkouts', compared);
  return (
    <AnswerView answer={answer}>
      {(result, statistics) =>
        result.total.begun === 0 ? (
          <section class="card">
            <Empty title={text.none} icon="checkouts">
              <p>{text.noneHint}</p>
              <PanelLink panel="setup">{text.toSetup}</PanelLink>
            </Empty>
          </section>
        ) : (
          <div class="stack">
            <CheckoutOutcomes result={result} statistics={statistics} question={compared} />
            <CheckoutReasons reasons={result.reasons} />
            <CheckoutStops result={result} />
            <CheckoutList question={question} counts={result.total.states} />
          </div>
        )
      }
    </AnswerView>
  );
};
