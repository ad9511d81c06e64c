import type { EventKindName, PropertiesOf } from '@telltale/protocol';

/** Hands one event to the pipeline; `at` (epoch ms) defaults to now. */
export type Emit = <Kind extends EventKindName>(kind: Kind, properties: PropertiesOf<Kind>, at?: number) => void;
