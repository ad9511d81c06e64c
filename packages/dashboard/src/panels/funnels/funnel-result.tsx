import type { FunnelDefinitionInput, FunnelFigures, FunnelResult } from '@telltale/query';
import { type FunnelBar, FunnelChart } from '../../charts/funnel-chart.tsx';
import { formats, words } from '../../locales/index.ts';
import { ApiCallButton } from '../../ui/api-call.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Column, CsvButton, TableBehind } from '../../ui/table.tsx';
import { describeEvents } from './event-words.ts';
import { FunnelGroups } from './funnel-groups.tsx';
import { FunnelPeople } from './funnel-people.tsx';
import { funnelWords } from './words.ts';

interface FunnelResultViewProps {
  result: FunnelResult;
  statistics: { rowsRead: number; elapsedMs: number };
  question: FunnelDefinitionInput;
}

/** Who entered, and what became of them: the parts add up. */
const Outcomes = ({ figures }: { figures: FunnelFigures }) => {
  const text = funnelWords.value;
  const { number, percent, duration } = formats.value;
  const { entered, converted, dropped, open, conversion, medianMsToConvert } = figures;
  return (
    <dl class="outcomes">
      <div>
        <dt>{text.entered}</dt>
        <dd>{number(entered)}</dd>
      </div>
      <div>
        <dt>{text.converted}</dt>
        <dd>{number(converted)}</dd>
        {medianMsToConvert !== null && <dd class="is-quiet">{text.medianTime(duration(medianMsToConvert))}</dd>}
      </div>
      <div>
        <dt>{text.dropped}</dt>
        <dd>{number(dropped)}</dd>
      </div>
      <div title={text.openHint}>
        <dt>{text.open}</dt>
        <dd>{number(open)}</dd>
      </div>
      <div>
        <dt>{text.conversion}</dt>
        <dd>{conversion ? percent(conversion.ratio) : '–'}</dd>
        {conversion && (
          <dd class="is-quiet">{text.interval(percent(conversion.interval.low), percent(conversion.interval.high))}</dd>
        )}
      </div>
    </dl>
  );
};

interface StepRow {
  name: string;
  reached: number;
  fromPrevious: number | null;
  fromStart: number | null;
  dropped: number;
  open: number;
  medianMs: number | null;
}

const percentOrDash = (ratio: number | null) => (ratio === null ? '–' : formats.value.percent(ratio));

const stepColumns = (): Column<StepRow>[] => {
  const { columns } = funnelWords.value;
  const { number, duration } = formats.value;
  return [
    { heading: columns.step, value: ({ name }) => name },
    {
      heading: columns.reached,
      value: ({ reached }) => reached,
      show: ({ reached }) => number(reached),
      isNumber: true,
    },
    {
      heading: columns.fromPrevious,
      value: ({ fromPrevious }) => fromPrevious,
      show: ({ fromPrevious }) => percentOrDash(fromPrevious),
      isNumber: true,
    },
    {
      heading: columns.fromStart,
      value: ({ fromStart }) => fromStart,
      show: ({ fromStart }) => percentOrDash(fromStart),
      isNumber: true,
    },
    {
      heading: columns.dropped,
      value: ({ dropped }) => dropped,
      show: ({ dropped }) => number(dropped),
      isNumber: true,
    },
    { heading: columns.open, value: ({ open }) => open, show: ({ open }) => number(open), isNumber: true },
    {
      heading: columns.median,
      value: ({ medianMs }) => medianMs,
      show: ({ medianMs }) => (medianMs === null ? '–' : duration(medianMs)),
      isNumber: true,
    },
  ];
};

/** The answer to a funnel: outcomes, bars, the table behind them, and the breakdown. */
export const FunnelResultView = ({ result, statistics, question }: FunnelResultViewProps) => {
  const text = funnelWords.value;
  const { number, percent } = formats.value;
  const { total, groups } = result;
  const names = question.steps.map(({ events }) => describeEvents(events));

  if (total.entered === 0)
    return (
      <Empty title={text.nobody} icon="funnel">
        <p>{text.nobodyHint}</p>
      </Empty>
    );

  const bars: FunnelBar[] = total.steps.map(({ reached, fromStart, fromPrevious }, index) => {
    const before = total.steps[index - 1];
    const { open = 0, dropped = 0 } = before ?? {};
    return {
      name: names[index] ?? '',
      reached,
      shareRatio: index === 0 ? 1 : (fromStart?.ratio ?? null),
      open,
      dropped,
      description: text.bar({
        step: text.step(index + 1),
        name: names[index] ?? '',
        reached: number(reached),
        open: number(open),
        dropped: number(dropped),
      }),
      between: before && (
        <>
          <span>
            <b>{number(reached)}</b> {text.wentOn(fromPrevious ? percent(fromPrevious.ratio) : '–')}
          </span>
          {open > 0 && (
            <FunnelPeople question={question} outcome="open" step={index} count={open} label={text.openBetween} />
          )}
          {dropped > 0 && (
            <FunnelPeople
              question={question}
              outcome="dropped"
              step={index}
              count={dropped}
              label={text.droppedBetween}
            />
          )}
        </>
      ),
    };
  });
  const rows: StepRow[] = total.steps.map(
    ({ reached, dropped, open, fromPrevious, fromStart, medianMsFromPrevious }, index) => ({
      name: names[index] ?? '',
      reached,
      fromPrevious: fromPrevious?.ratio ?? null,
      fromStart: fromStart?.ratio ?? null,
      dropped,
      open,
      medianMs: medianMsFromPrevious,
    }),
  );
  const columns = stepColumns();

  return (
    <div class="stack">
      <Outcomes figures={total} />
      <FunnelChart bars={bars} legend={{ reached: text.columns.reached, open: text.open, dropped: text.dropped }} />
      {total.open > 0 && <p class="is-quiet">{text.percentNote}</p>}
      <div class="chart-foot">
        <TableBehind caption={text.table} columns={columns} rows={rows} />
        <CsvButton fileName="telltale-funnel" columns={columns} rows={rows} />
        <ApiCallButton kind="funnel" definition={question} />
        <span class="chart-foot-note">
          {words.value.answeredFrom(statistics.rowsRead, formats.value.milliseconds(statistics.elapsedMs))}
        </span>
      </div>
      {groups && <FunnelGroups groups={groups} property={question.breakdown?.property ?? ''} />}
    </div>
  );
};
