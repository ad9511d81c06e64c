import type { Settings } from './settings.ts';
import type { Telltale } from './telltale.ts';

/**
 * Watches one behaviour. It holds `emit` and the site's settings, nothing else; it may return the methods of the API
 * that are about its behaviour. `emit` is loosely typed here, so that the published types need no schema library;
 * recorders take it as `Emit`.
 */
export type Recorder = (
  emit: (kind: string, properties: object, at?: number) => void,
  settings: Settings,
) => Partial<Telltale> | undefined;
