import type { VitalsDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { pageFilters } from '../../state/asked.ts';
import { ownChoice } from '../../state/own.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { VitalCards } from './vital-cards.tsx';
import { breakdowns, VitalGroups } from './vital-groups.tsx';
import './vitals.css';
import { vitalWords } from './words.ts';

/** How fast and how steady pages were for the visitors: what three of four had at least. */
export const VitalsPanel = () => {
  const text = vitalWords.value;
  const by = ownChoice('by', breakdowns, 'path');
  const comparison = chosenComparison.value;
  const question: VitalsDefinitionInput = {
    range: chosenRange.value,
    filters: pageFilters.value,
    breakdown: { property: by },
    ...(comparison && { comparison }),
  };
  const answer = useAnswer('vitals', question);
  return (
    <AnswerView answer={answer}>
      {(result, statistics) =>
        result.total.every(({ measured }) => measured === 0) ? (
          <section class="card">
            <Empty title={text.none} icon="vitals">
              <p>{text.noneHint}</p>
              <PanelLink panel="setup">{text.toSetup}</PanelLink>
            </Empty>
          </section>
        ) : (
          <div class="stack">
            <VitalCards result={result} statistics={statistics} question={question} />
            <VitalGroups result={result} property={by} />
          </div>
        )
      }
    </AnswerView>
  );
};
