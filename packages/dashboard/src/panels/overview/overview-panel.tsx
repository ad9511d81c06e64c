import { useAnswer } from '../../api/use-answer.ts';
import { visitFilters } from '../../state/asked.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { chosenComparison, chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { Breakdowns } from './breakdowns.tsx';
import { FigureCards } from './figure-cards.tsx';
import { FigureChart } from './figure-chart.tsx';
import './overview.css';
import { figuresOf, overviewQuestion } from './overview-question.ts';
import { overviewWords } from './words.ts';

/** How many came, what they did, what they bought, and where they came from. */
export const OverviewPanel = () => {
  const filters = visitFilters.value;
  const question = overviewQuestion({ range: chosenRange.value, comparison: chosenComparison.value, filters });
  const answer = useAnswer('trend', question);
  const visitors = answer.answered?.result.lines[0]?.total ?? undefined;
  return (
    <div class="stack">
      <section class="card overview-main">
        <AnswerView answer={answer}>
          {(result, statistics) => {
            const figures = figuresOf(result);
            const chosen = figures.find(({ id }) => id === ownText('figure')) ?? figures[0];
            if (!chosen) return null;
            if (figures.every(({ total }) => total === 0))
              return (
                <Empty title={overviewWords.value.noVisitors} icon="overview">
                  <p>{overviewWords.value.noVisitorsHint}</p>
                  <PanelLink panel="setup">{overviewWords.value.toSetup}</PanelLink>
                </Empty>
              );
            return (
              <>
                <FigureCards
                  figures={figures}
                  chosen={chosen}
                  onChoose={({ id }) => goOwn({ figure: id === figures[0]?.id ? '' : id })}
                />
                <FigureChart figure={chosen} result={result} statistics={statistics} question={question} />
              </>
            );
          }}
        </AnswerView>
      </section>
      {visitors !== 0 && answer.status !== 'failed' && <Breakdowns filters={filters} />}
    </div>
  );
};
