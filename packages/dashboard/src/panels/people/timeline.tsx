import type { TimelineEvent } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { kindName, propertyFacts, propertyName, valueName } from '../../state/names.ts';
import { site } from '../../state/site.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { peopleWords } from './words.ts';

interface Session {
  sessionId: string;
  events: TimelineEvent[];
}

/** Neighbours of one session together; the latest first, as they come. */
const sessionsOf = (events: readonly TimelineEvent[]): Session[] => {
  const sessions: Session[] = [];
  for (const event of events) {
    const last = sessions.at(-1);
    if (last?.sessionId === event.sessionId) last.events.push(event);
    else sessions.push({ sessionId: event.sessionId, events: [event] });
  }
  return sessions;
};

const factsOf = ({ kind, path, source, visitorId, dimensions, measures }: TimelineEvent): Fact[] => [
  [propertyName('path'), path],
  [propertyName('source'), source],
  [propertyName('visitorId'), visitorId],
  ...propertyFacts(kind, dimensions, measures),
];

const EventLine = ({ event }: { event: TimelineEvent }) => {
  const { time, kind, object, path, value } = event;
  return (
    <details class="timeline-event">
      <summary>
        <time dateTime={new Date(time).toISOString()}>{formats.value.time(time, site.value?.timeZone ?? 'UTC')}</time>
        <span class="timeline-what">
          {kindName(kind)}
          {object && object !== path && (
            <span class="timeline-object">
              <bdi>{object}</bdi>
            </span>
          )}
          {value && <b class="timeline-money">{formats.value.money(value.amount, value.currency)}</b>}
        </span>
        <span class="timeline-page">
          <bdi>{path}</bdi>
        </span>
      </summary>
      <Facts facts={factsOf(event)} />
    </details>
  );
};

/** How a session came about and with what: what its first event that is shown says. */
const SessionHead = ({ event }: { event: TimelineEvent }) => {
  const { channel, device, browser, country } = event;
  const traits = [
    channel && channel !== 'internal' && valueName('channel', channel),
    device && valueName('device', device),
    browser,
    country && valueName('country', country),
  ].filter(Boolean);
  return (
    <h3 class="timeline-session-head">
      <Moment at={event.time} />
      <span class="is-quiet">{traits.join(' · ')}</span>
    </h3>
  );
};

/** What happened, session by session, the latest first; an event, opened, tells all that is known of it. */
export const Timeline = ({ events }: { events: readonly TimelineEvent[] }) => (
  <ol class="timeline" aria-label={peopleWords.value.timeline}>
    {sessionsOf(events).map(({ events: some }, index) => (
      <li class="timeline-session" key={`${index} ${some[0]?.sessionId}`}>
        {some.slice(-1).map((first) => (
          <SessionHead key={first.sessionId} event={first} />
        ))}
        <ol class="timeline-events">
          {some.map((event, place) => (
            // Two events may be alike in all that is told of them.
            <li key={place}>
              <EventLine event={event} />
            </li>
          ))}
        </ol>
      </li>
    ))}
  </ol>
);
