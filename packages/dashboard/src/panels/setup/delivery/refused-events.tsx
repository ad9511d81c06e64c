import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ApiProblem } from '../../../api/problem.ts';
import { formats } from '../../../locales/index.ts';
import { isoDayAt } from '../../../state/iso-day.ts';
import { kindName } from '../../../state/names.ts';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/code-block.tsx';
import { Select } from '../../../ui/field.tsx';
import { fetchRefused, type Refused, type RefusedEvent, replayRefused } from './delivery.ts';
import { reasonName } from './reason-words.ts';
import { usePolled } from './use-polled.ts';
import { deliveryWords } from './words.ts';

interface RefusedEventsProps {
  siteId: string;
  timeZone: string;
  /** Told when events were judged again: the figures are others now. */
  onReplayed: () => void;
}

const readable = (json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // It was cut off where it was too long.
    return json;
  }
};

const RefusedLine = ({ event, timeZone }: { event: RefusedEvent; timeZone: string }) => {
  const text = deliveryWords.value;
  return (
    <li class="refused-event">
      <p class="refused-head">
        <strong>
          <bdi>{event.kind ? kindName(event.kind) : '—'}</bdi>
        </strong>
        <time dateTime={new Date(event.receivedAt).toISOString()}>
          {formats.value.day(isoDayAt(event.receivedAt, timeZone))} {formats.value.time(event.receivedAt, timeZone)}
        </time>
        <bdi class="refused-page" dir="ltr">
          {event.url}
        </bdi>
      </p>
      <p>
        {reasonName(event.reason)} <code>{event.reason}</code>
        {!event.isReplayable && <span class="is-quiet"> · {text.readOnly}</span>}
      </p>
      <p class="is-quiet">
        <bdi dir="ltr">
          {event.path && <code>{event.path}</code>} {event.message}
        </bdi>
      </p>
      {event.event && (
        <details>
          <summary>{text.sent}</summary>
          <CodeBlock label={text.sent} code={readable(event.event)} />
        </details>
      )}
    </li>
  );
};

/** Refused events with the reason, and the way to have them judged again. */
export const RefusedEvents = ({ siteId, timeZone, onReplayed }: RefusedEventsProps) => {
  const text = deliveryWords.value;
  const reason = useSignal('');
  const older = useSignal<{ events: readonly RefusedEvent[]; next: string | null } | undefined>(undefined);
  const outcome = useSignal('');
  const isReplaying = useSignal(false);
  const { value, hasFailed, refresh } = usePolled<Refused>(`${siteId} ${reason.value}`, () =>
    fetchRefused(siteId, { reason: reason.value }),
  );
  useEffect(() => {
    older.value = undefined;
    outcome.value = '';
  }, [siteId, reason.value]);

  if (!value) return hasFailed ? <p class="is-quiet">{text.failed}</p> : null;
  const { reasons } = value;
  const known = new Set(value.events.map(({ id }) => id));
  const events = [...value.events, ...(older.value?.events ?? []).filter(({ id }) => !known.has(id))];
  const next = older.value ? older.value.next : value.next;

  const showMore = async () => {
    if (next === null) return;
    const page = await fetchRefused(siteId, { reason: reason.value, after: next }).catch(() => undefined);
    if (page) older.value = { events: [...(older.value?.events ?? []), ...page.events], next: page.next };
  };
  const replay = async () => {
    isReplaying.value = true;
    try {
      const { accepted, rejected, unreplayable } = await replayRefused(siteId, reason.value);
      outcome.value = text.replayed(accepted, rejected, unreplayable);
    } catch (problem) {
      outcome.value = problem instanceof ApiProblem && problem.message ? problem.message : text.replayFailed;
    }
    isReplaying.value = false;
    older.value = undefined;
    announce(outcome.value);
    refresh();
    onReplayed();
  };

  return (
    <div class="refused-events">
      <h3>{text.refused}</h3>
      <p class="is-quiet">{text.refusedLead}</p>
      {reasons.length === 0 ? (
        <p>{text.refusedNone}</p>
      ) : (
        <div class="refused-tools">
          <Select
            label={text.reason}
            value={reason.value}
            choices={[
              { value: '', label: text.allReasons },
              ...reasons.map(({ reason: code, events: count }) => ({
                value: code,
                label: text.reasonOption(reasonName(code), count),
              })),
            ]}
            onChange={(chosen) => {
              reason.value = chosen;
            }}
          />
          <Button aria-disabled={isReplaying.value} onClick={() => !isReplaying.value && void replay()}>
            {isReplaying.value ? text.replaying : text.replay}
          </Button>
        </div>
      )}
      {outcome.value && <p class="refused-outcome">{outcome.value}</p>}
      {events.length > 0 && (
        <ul class="refused-list">
          {events.map((event) => (
            <RefusedLine key={event.id} event={event} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {next !== null && (
        <Button look="quiet" onClick={() => void showMore()}>
          {text.more}
        </Button>
      )}
    </div>
  );
};
