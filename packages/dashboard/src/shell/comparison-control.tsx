import { words } from '../locales/index.ts';
import { address, go } from '../state/address.ts';
import { comparisons } from '../state/range.ts';
import { Select } from '../ui/field.tsx';

/** What the days are compared with. */
export const ComparisonControl = () => (
  <Select
    label={words.value.compare}
    isLabelHidden
    value={address.value.comparison}
    choices={comparisons.map((name) => ({ value: name, label: words.value.comparisons[name] }))}
    onChange={(chosen) => go({ comparison: chosen })}
  />
);
