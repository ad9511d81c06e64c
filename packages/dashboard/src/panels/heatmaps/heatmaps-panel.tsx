import type { BreakdownDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { pageFilters } from '../../state/asked.ts';
import { valueName } from '../../state/names.ts';
import { ownChoice, ownText } from '../../state/own.ts';
import { namedVariant } from '../../state/seen-variants.ts';
import { chosenRange } from '../../state/site.ts';
import { AnswerView } from '../../ui/answer-view.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Empty } from '../../ui/states.tsx';
import { HeatmapPeople } from './heatmap-people.tsx';
import { devices, heatmapQuestion } from './heatmap-question.ts';
import { HeatmapResultView } from './heatmap-result.tsx';
import { HeatmapSettings } from './heatmap-settings.tsx';
import './heatmaps.css';
import { OverThePage } from './over-the-page.tsx';
import { heatmapWords } from './words.ts';

const PAGES = 100;

/** Where on a page visitors click, how long they stay, and how far down they come. */
export const HeatmapsPanel = () => {
  const text = heatmapWords.value;
  const filters = pageFilters.value;
  const pagesQuestion: BreakdownDefinitionInput = {
    range: chosenRange.value,
    events: [{ kind: 'page_view' }],
    property: 'path',
    filters,
    limit: PAGES,
  };
  const pages = useAnswer('breakdown', pagesQuestion);
  const known = (pages.answered?.result.rows ?? []).map(({ value }) => value);
  // Until somebody chooses one: the page that is seen most.
  const page = ownText('page') || known[0] || '';
  const device = ownChoice('device', devices, '');
  // What names none filters nothing, and is not said to.
  const variant = namedVariant(ownText('variant')) ? ownText('variant') : '';
  const question = page ? heatmapQuestion({ page, device, variant, range: chosenRange.value, filters }) : undefined;
  const answer = useAnswer('heatmap', question);
  const about = [page, device && valueName('device', device), variant].filter(Boolean).join(' · ');
  const nothing = (
    <section class="card">
      <Empty title={text.none} icon="heatmaps">
        <p>{text.noneHint}</p>
        <PanelLink panel="setup">{text.toSetup}</PanelLink>
      </Empty>
    </section>
  );
  return (
    <div class="stack">
      <HeatmapSettings page={page} pages={known} device={device} variant={variant} />
      {question ? (
        <AnswerView answer={answer}>
          {(result, statistics) =>
            result.pageViews === 0 && result.total.clicks === 0 ? (
              nothing
            ) : (
              <HeatmapResultView result={result} statistics={statistics} question={question} about={about} />
            )
          }
        </AnswerView>
      ) : (
        <AnswerView answer={pages}>{() => nothing}</AnswerView>
      )}
      {page && answer.answered && <OverThePage key={page} page={page} device={device} variant={variant} />}
      {question && <HeatmapPeople question={question} />}
    </div>
  );
};
