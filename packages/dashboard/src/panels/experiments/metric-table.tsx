import type { MetricFigures, VariantFigures } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { goOwn } from '../../state/own.ts';
import { numberColumn } from '../../ui/columns.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { WhoButton } from '../../ui/who-button.tsx';
import { EffectLine, reachOf } from './effect-line.tsx';
import { metricName } from './metric-name.ts';
import { shownValue } from './values.ts';
import { experimentWords } from './words.ts';

/** The columns of the file: plain values, a line for each metric and variant. */
export const figureColumns = (): Column<{ metric: MetricFigures; variant: VariantFigures }>[] => {
  const text = experimentWords.value;
  return [
    { heading: text.metric, value: ({ metric }) => metric.title ?? metric.type },
    { heading: text.variant, value: ({ variant }) => variant.id },
    { heading: text.visitors, value: ({ variant }) => variant.visitors },
    { heading: text.value, value: ({ variant }) => variant.value },
    { heading: text.effectHeading, value: ({ variant }) => variant.effect?.value ?? null },
    { heading: text.from, value: ({ variant }) => variant.effect?.interval.low ?? null },
    { heading: text.to, value: ({ variant }) => variant.effect?.interval.high ?? null },
    { heading: text.best, value: ({ variant }) => variant.bestRatio },
    { heading: text.verdict, value: ({ variant }) => variant.verdict?.code ?? null },
  ];
};

/** Days that nobody waits for are not told. */
const YEARS = 1000;

/** One metric: a line for each variant, with the effect drawn. */
export const MetricTable = ({ metric }: { metric: MetricFigures }) => {
  const text = experimentWords.value;
  const { number, percent } = formats.value;
  const name = metricName(metric);
  const reach = reachOf(metric.variants, metric.leastEffect);
  const isPrimary = metric.role === 'primary';
  const columns: Column<VariantFigures>[] = [
    {
      heading: text.variant,
      value: ({ id }) => id,
      show: ({ id, verdict }) => (
        <>
          <bdi>{id}</bdi>
          {verdict === null && id !== 'control' && <span class="is-quiet"> {text.control}</span>}
        </>
      ),
    },
    isPrimary
      ? {
          heading: text.visitors,
          value: ({ visitors }) => visitors,
          show: ({ id, visitors }) => (
            <WhoButton count={visitors} said={text.whoOf(number(visitors), id)} onPress={() => goOwn({ listed: id })} />
          ),
          isNumber: true,
        }
      : numberColumn(text.visitors, ({ visitors }) => visitors),
    {
      heading: text.value,
      value: ({ value }) => value,
      show: ({ value }) => shownValue(metric, value),
      isNumber: true,
    },
    {
      heading: text.effectHeading,
      value: ({ effect }) => effect?.value ?? null,
      show: ({ effect, verdict }) =>
        verdict === null ? (
          <span class="is-quiet">{text.compared}</span>
        ) : (
          <EffectLine metric={metric} effect={effect} reach={reach} leastEffect={metric.leastEffect} />
        ),
    },
    {
      heading: text.best,
      value: ({ bestRatio }) => bestRatio,
      show: ({ bestRatio, expectedLoss }) =>
        bestRatio === null ? (
          '–'
        ) : (
          <span title={expectedLoss === null ? undefined : text.loss(shownValue(metric, expectedLoss))}>
            {percent(bestRatio)}
          </span>
        ),
      isNumber: true,
    },
    {
      heading: text.verdict,
      value: ({ verdict }) => verdict?.code ?? null,
      show: ({ verdict }) =>
        verdict ? (
          <span class={`code code-${verdict.code}`}>
            {text.codes[verdict.code]}
            {verdict.daysMore !== null && verdict.daysMore < YEARS && (
              <small class="is-quiet"> {text.daysShort(verdict.daysMore)}</small>
            )}
          </span>
        ) : (
          '–'
        ),
    },
  ];
  const notes = [
    ...(metric.capAt === null ? [] : [text.capped(shownValue(metric, metric.capAt))]),
    ...((metric.varianceReductionRatio ?? 0) < 0.01 ? [] : [text.reduced(percent(metric.varianceReductionRatio ?? 0))]),
    ...(metric.leastEffect === null ? [] : [text.least(shownValue(metric, metric.leastEffect))]),
  ];
  return (
    <section class="metric" aria-label={name}>
      <h3>
        <span class={`role role-${metric.role}`}>{text.roles[metric.role]}</span> <bdi>{name}</bdi>
      </h3>
      <Table caption={name} columns={columns} rows={metric.variants} />
      {notes.length > 0 && <p class="is-quiet">{notes.join(' ')}</p>}
    </section>
  );
};
