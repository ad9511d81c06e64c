import type { EventReference, MetricType } from '@telltale/query';
import { kindName } from '../../state/names.ts';
import { experimentWords } from './words.ts';

interface Named {
  type: MetricType;
  title?: string | null | undefined;
  events?: readonly EventReference[];
}

/** What a metric is called: its own name, or what it measures. */
export const metricName = (metric: Named): string => {
  if (metric.title) return metric.title;
  const type = experimentWords.value.types[metric.type];
  const kind = metric.events?.[0]?.kind;
  return kind && metric.type !== 'revenue' && metric.type !== 'order_value' ? `${type}: ${kindName(kind)}` : type;
};
