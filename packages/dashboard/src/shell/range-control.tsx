import { address, go } from '../state/address.ts';
import { chosenRange } from '../state/site.ts';
import { RangePicker } from './range-picker.tsx';

/** Which days the panel is about: they stand in the address. */
export const RangeControl = () => (
  <RangePicker range={address.value.range} days={chosenRange.value} onChoose={(range) => go({ range })} />
);
