import { useSignal } from '@preact/signals';
import type { RecentEvent } from '@telltale/collector';
import { useRecentEvents } from '../../api/use-recent-events.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import './live.css';
import { LiveEvent } from './live-event.tsx';
import { liveWords } from './words.ts';

const shown = ['all', 'accepted', 'bot', 'rejected'] as const;

/** What arrives right now, and what the collector thinks of it; for those whose role may see single events. */
export const LivePanel = () =>
  site.value?.scopes.includes('events:read') ? (
    <LiveEvents />
  ) : (
    <Empty title={liveWords.value.notYours} icon="live">
      <p>{liveWords.value.notYoursHint}</p>
    </Empty>
  );

const LiveEvents = () => {
  const { status, events } = useRecentEvents(site.value?.id);
  const verdict = useSignal<(typeof shown)[number]>('all');
  const held = useSignal<readonly RecentEvent[] | undefined>(undefined);
  const text = liveWords.value;

  const newestHeld = held.value?.[0]?.sequence ?? 0;
  const waiting = held.value ? events.filter(({ sequence }) => sequence > newestHeld).length : 0;
  const listed = (held.value ?? events).filter((event) => verdict.value === 'all' || event.verdict === verdict.value);

  return (
    <section class="card">
      <div class="card-head">
        <p class={`live-status live-status-${status}`} role="status">
          {text.status[status]}
        </p>
        <div class="card-actions live-actions">
          <Segmented
            label={text.show}
            value={verdict.value}
            choices={shown.map((name) => ({ value: name, label: text.verdicts[name] }))}
            onChange={(chosen) => {
              verdict.value = chosen;
            }}
          />
          <Button
            isSmall
            onClick={() => {
              held.value = held.value ? undefined : events;
            }}
          >
            {held.value ? text.resume : text.pause}
            {waiting > 0 && <span class="is-quiet">{text.waiting(waiting)}</span>}
          </Button>
        </div>
      </div>
      <div class="card-body">
        {listed.length === 0 ? (
          <Empty title={events.length === 0 ? text.none : text.noneOfKind} icon="live">
            {events.length === 0 && <p>{text.noneHint}</p>}
          </Empty>
        ) : (
          <ul class="live-list" aria-label={text.events}>
            {listed.map((event) => (
              <li key={event.sequence}>
                <LiveEvent event={event} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
};
