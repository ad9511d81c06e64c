import { formats, words } from '../locales/index.ts';
import './change.css';
import { Icon } from './icon.tsx';

interface ChangeProps {
  now: number;
  /** In the compared days. */
  before: number;
  /** `before` as it is shown; on hover. */
  beforeText?: string;
}

// A tenfold figure says more than a thousand per cent.
const MANY_TIMES = 9;

/** How much a figure changed against the compared days; a dash where there was none. */
export const Change = ({ now, before, beforeText }: ChangeProps) => {
  if (before === 0) return <span class="change">–</span>;
  const change = now / before - 1;
  const shown = change < MANY_TIMES ? formats.value.change(change) : formats.value.times(change + 1);
  return (
    <span class="change" title={beforeText && words.value.changeSince(shown, beforeText)}>
      {Math.abs(change) >= 0.005 && <Icon name={change > 0 ? 'rise' : 'fall'} />}
      {shown}
    </span>
  );
};
