import type { Panel } from '../panels/panel.ts';
import type { Address } from '../state/address-text.ts';

/** Where a panel begins. Filters and the segment come along only to panels that show and obey them. */
export const whereOf = ({ id, controls }: Panel): Partial<Address> => ({
  panel: id,
  own: undefined,
  ...(!controls(undefined).includes('filters') && { filters: [], segment: '' }),
});
