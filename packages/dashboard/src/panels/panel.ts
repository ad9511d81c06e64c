import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { Language } from '../locales/language.ts';
import type { IconName } from '../ui/icon.tsx';

/** Where a panel stands in the navigation: what happens, what customers do, what becomes of pages, what one sets. */
export const panelGroups = ['watch', 'customers', 'pages', 'manage'] as const;

/** The controls that panels share. A panel shows those that its questions obey, and no others. */
export type SharedControl = 'range' | 'comparison' | 'filters';

/** One panel of the dashboard. A new one is a folder that declares this and a line in the list. */
export interface Panel {
  /** Its place in the address: `/sites/SITE/ID`. */
  id: string;
  titles: Record<Language, string>;
  icon: IconName;
  /** `own`: in none of them, but where it says who is signed in. */
  group: (typeof panelGroups)[number] | 'own';
  /** Which it shows; its own part of the address tells where it stands. */
  controls: (own: unknown) => readonly SharedControl[];
  /** How many things in it want to be looked at, for the navigation; left out where there never are any. */
  notices?: ReadonlySignal<number>;
  /** Fetches its component when it is first opened. */
  load: () => Promise<ComponentType>;
}
