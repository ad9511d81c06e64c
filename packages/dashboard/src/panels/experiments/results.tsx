import type { ExperimentDefinitionInput } from '@telltale/query';
import { useAnswer } from '../../api/use-answer.ts';
import { formats } from '../../locales/index.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { savedSegments } from '../../state/segments.ts';
import { AnswerFoot } from '../../ui/answer-foot.tsx';
import { AnswerView } from '../../ui/answer-view.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/field.tsx';
import { Figures } from '../../ui/figures.tsx';
import { CsvButton } from '../../ui/table.tsx';
import { ConvertedPeople } from './converted-people.tsx';
import { GroupsView } from './groups-view.tsx';
import { HealthNotes } from './health-notes.tsx';
import { figureColumns, MetricTable } from './metric-table.tsx';
import { NoveltyView } from './novelty-view.tsx';
import { VerdictView } from './verdict-view.tsx';
import { experimentWords } from './words.ts';

const dimensions = ['device', 'browser', 'language', 'country', 'channel'] as const;

/** What the address asks to tell apart: a dimension, or a saved segment. */
const chosenBreakdown = (): ExperimentDefinitionInput['breakdown'] => {
  const chosen = ownText('by');
  if (chosen.startsWith('segment:')) return { segment: chosen.slice('segment:'.length) };
  return chosen ? { property: chosen } : undefined;
};

/** What an experiment tells: the verdict first, what speaks against it, then every metric. */
export const Results = ({ question }: { question: ExperimentDefinitionInput }) => {
  const text = experimentWords.value;
  const { number } = formats.value;
  const breakdown = chosenBreakdown();
  const definition: ExperimentDefinitionInput = {
    ...question,
    hasNovelty: true,
    ...(breakdown && { breakdown }),
  };
  const answer = useAnswer('experiment', definition);
  return (
    <>
      <Card title={text.results}>
        <AnswerView answer={answer}>
          {(result, statistics) => (
            <div class="stack">
              <VerdictView result={result} />
              <HealthNotes result={result} />
              <Figures
                figures={[
                  { title: text.visitors, value: number(result.visitors) },
                  {
                    title: text.perDay,
                    value: result.visitorsPerDay === null ? '–' : number(Math.round(result.visitorsPerDay)),
                  },
                  { title: text.open, value: number(result.openVisitors), hint: text.openHint },
                ]}
              />
              {result.metrics.map((metric, index) => (
                <MetricTable key={index} metric={metric} />
              ))}
              <p class="is-quiet">
                {text.reads[result.reading]} {text.confidence(formats.value.percent(0.95))}
              </p>
              <AnswerFoot kind="experiment" definition={definition} statistics={statistics} canBeSaved={false}>
                <CsvButton
                  fileName="telltale-experiment"
                  columns={figureColumns()}
                  rows={result.metrics.flatMap((metric) => metric.variants.map((variant) => ({ metric, variant })))}
                />
              </AnswerFoot>
            </div>
          )}
        </AnswerView>
      </Card>
      <Card
        title={text.parts}
        actions={
          <Select
            label={text.by}
            isLabelHidden
            isSmall
            value={ownText('by')}
            choices={[
              { value: '', label: text.nothing },
              ...dimensions.map((name) => ({ value: name, label: text.dimensions[name] })),
            ]}
            groups={
              savedSegments.value.length > 0
                ? [
                    {
                      label: text.segments,
                      choices: savedSegments.value.map(({ id, title }) => ({ value: `segment:${id}`, label: title })),
                    },
                  ]
                : []
            }
            onChange={(by) => goOwn({ by })}
          />
        }
      >
        <AnswerView answer={answer}>{(result) => <GroupsView result={result} />}</AnswerView>
      </Card>
      <Card title={text.novelty}>
        <AnswerView answer={answer}>{(result) => <NoveltyView result={result} />}</AnswerView>
      </Card>
      <ConvertedPeople question={question} />
    </>
  );
};
