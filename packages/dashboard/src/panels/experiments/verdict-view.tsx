import type { ExperimentResult } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { experimentWords } from './words.ts';

const icons: Record<ExperimentResult['verdict']['code'], IconName> = {
  better: 'rise',
  worse: 'fall',
  no_difference: 'check',
  not_enough: 'calendar',
  untrustworthy: 'alert',
};

/** Days that nobody waits for are not told. */
const YEARS = 1000;

/** How long it takes until something can be said. */
const waiting = ({ verdict: { daysMore }, reading }: ExperimentResult): string => {
  const text = experimentWords.value;
  if (daysMore === null) return text.tooEarly;
  if (daysMore >= YEARS) return text.tooLong;
  return reading === 'fixed' ? text.readIn(daysMore) : text.daysMore(daysMore);
};

/** What is to be said of the experiment, in a sentence. */
export const VerdictView = ({ result }: { result: ExperimentResult }) => {
  const text = experimentWords.value;
  const { verdict, metrics } = result;
  const { code, variant, harmful } = verdict;
  const [primary] = metrics;
  const figures = primary?.variants.find(({ id }) => id === variant);
  const best = figures?.bestRatio;
  return (
    <div class={`verdict verdict-${code}`} role="status">
      <Icon name={icons[code]} />
      <div>
        <p class="verdict-title">{code === 'better' ? text.verdicts.better(variant ?? '') : text.verdicts[code]}</p>
        <p>
          {code === 'not_enough' ? waiting(result) : text.meanings[code]}
          {code === 'better' && best !== null && best !== undefined && ` ${text.chance(formats.value.percent(best))}`}
        </p>
        {harmful.length > 0 && <p class="verdict-harm">{text.harms(formats.value.list(harmful))}</p>}
      </div>
    </div>
  );
};
