import type { Audit } from './audit.ts';

/** Adds up what an erasing takes from each site, until it is written into the audit log. */
export interface ErasedBySite {
  onBegun(eventsBySite: ReadonlyMap<string, number>): void;
  /** Writes an entry for each site that loses events, also when the erasing ended before its time. */
  writeTo(audit: Pick<Audit, 'byCollector'>, action: string): Promise<void>;
}

/** Begins at none. */
export const createErasedBySite = (): ErasedBySite => {
  const erased = new Map<string, number>();
  return {
    onBegun: (eventsBySite) => {
      for (const [siteId, events] of eventsBySite) erased.set(siteId, (erased.get(siteId) ?? 0) + events);
    },
    writeTo: async (audit, action) => {
      for (const [siteId, events] of erased) await audit.byCollector({ action, siteId, object: `${events} events` });
    },
  };
};
