import { useSignal } from '@preact/signals';
import type { RecentEvent } from '@telltale/collector';
import { useEffect } from 'preact/hooks';
import { api } from './client.ts';

const route = api.sites[':site'].debug.events;

/** The last events of a site, the newest first, and whether the line to the collector stands. */
export interface RecentEventsView {
  status: 'connecting' | 'live' | 'lost';
  events: readonly RecentEvent[];
}

const KEPT = 200;

/** Follows the events of a site as they arrive. The browser itself connects again when the line breaks. */
export const useRecentEvents = (siteId: string | undefined): RecentEventsView => {
  const view = useSignal<RecentEventsView>({ status: 'connecting', events: [] });

  useEffect(() => {
    if (siteId === undefined) return;
    const source = new EventSource(route.$url({ param: { site: siteId } }));
    // Every connection begins with all that the collector remembers.
    let isFirst = true;
    source.addEventListener('open', () => {
      isFirst = true;
      view.value = { ...view.value, status: 'live' };
    });
    source.addEventListener('error', () => {
      view.value = { ...view.value, status: 'lost' };
    });
    source.addEventListener('events', ({ data }) => {
      const arrived = (JSON.parse(data) as RecentEvent[]).reverse();
      view.value = { ...view.value, events: [...arrived, ...(isFirst ? [] : view.value.events)].slice(0, KEPT) };
      isFirst = false;
    });
    source.addEventListener('stored', ({ data }) => {
      const stored = new Set(JSON.parse(data) as number[]);
      view.value = {
        ...view.value,
        events: view.value.events.map((event) => (stored.has(event.sequence) ? { ...event, isStored: true } : event)),
      };
    });
    return () => source.close();
  }, [siteId]);

  return view.value;
};
