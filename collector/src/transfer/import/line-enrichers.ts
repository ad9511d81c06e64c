import type { Envelope } from '@telltale/protocol';
import { channel } from '../../ingest/enrichers/channel.ts';
import type { Enricher, SharedColumns } from '../../ingest/enrichers/enricher.ts';
import { serverEnrichers } from '../../ingest/server-enrichers.ts';

/** The channel, where referrer or address say one. That a visit came from nowhere is not known only because nothing is told. */
const knownChannel: Enricher = {
  name: 'known_channel',
  enrich: (subject, columns) => {
    const found = channel.enrich(subject, columns);
    return found.channel === 'direct' ? {} : found;
  },
};

/** What is found out about lines of a file; what a line itself tells comes before. */
export const lineEnrichers = (told: ReadonlyMap<Envelope, Partial<SharedColumns>>): readonly Enricher[] => [
  ...serverEnrichers,
  knownChannel,
  { name: 'told_by_line', enrich: ({ envelope }) => told.get(envelope) ?? {} },
];
