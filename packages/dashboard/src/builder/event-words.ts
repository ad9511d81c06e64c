import type { EventReference } from '@telltale/query';
import { formats } from '../locales/index.ts';
import { kindName } from '../state/names.ts';
import { describeFilter } from './filter-words.ts';

/** Events of which any one will do in words: "Page view (Page is /cart) or Click". */
export const describeEvents = (events: readonly EventReference[]): string =>
  formats.value.either(
    events.map(({ kind, filters = [] }) =>
      filters.length > 0
        ? `${kindName(kind)} (${formats.value.list(filters.map((filter) => describeFilter(filter, kind)))})`
        : kindName(kind),
    ),
  );
