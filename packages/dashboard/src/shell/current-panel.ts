import { computed } from '@preact/signals';
import { panels } from '../panels/index.ts';
import { address } from '../state/address.ts';

/** The panel the address names, the first one when it names none; undefined when there is no such panel. */
export const currentPanel = computed(() =>
  address.value.panel === '' ? panels[0] : panels.find(({ id }) => id === address.value.panel),
);
