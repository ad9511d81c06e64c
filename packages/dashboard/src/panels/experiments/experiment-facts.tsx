import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { audienceFacts } from './audience-facts.ts';
import type { Experiment } from './experiment.ts';
import { metricName } from './metric-name.ts';
import { apart } from './values.ts';
import { experimentWords } from './words.ts';

/** What is compared, where, for whom, since when, and what was decided. */
export const ExperimentFacts = ({ experiment }: { experiment: Experiment }) => {
  const text = experimentWords.value;
  const { moment, list, percent } = formats.value;
  const at = (epochMs: number | null) => (epochMs === null ? '' : moment(epochMs, site.value?.timeZone ?? 'UTC'));
  const { hypothesis, pages, trafficShare, variants, startedAt, stoppedAt, endAt, decision, reading } = experiment;
  const total = variants.reduce((sum, { weight }) => sum + weight, 0);
  const facts: Fact[] = [
    [text.hypothesis, hypothesis],
    [
      text.variants,
      list(variants.map(({ id, weight }) => apart(`${id} (${percent(total > 0 ? weight / total : 0)})`))),
    ],
    [text.primary, metricName(experiment.primary)],
    [text.reading, text.readings[reading]],
    [text.pages, pages && pages.include.length > 0 ? list(pages.include) : text.everywhere],
    ...audienceFacts(experiment),
    [text.share, trafficShare === undefined ? '' : percent(trafficShare)],
    [text.started, at(startedAt)],
    [text.ends, at(endAt)],
    [text.stopped, at(stoppedAt)],
    [text.decided, decision ? `${decision.variant ?? text.noVariantStays}: ${decision.reason}` : ''],
  ];
  return <Facts facts={facts} />;
};
