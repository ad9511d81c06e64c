import type { RecentEvent } from '@telltale/collector';
import { formats } from '../../locales/index.ts';
import { kindName, propertyFacts, propertyName, valueName } from '../../state/names.ts';
import { site } from '../../state/site.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Icon } from '../../ui/icon.tsx';
import { liveWords } from './words.ts';

const factsOf = (event: RecentEvent): Fact[] => {
  const { kind, code, path, message, visitorId, channel, browser, device, dimensions, measures, amount } = event;
  const text = liveWords.value;
  return [
    [text.reason, [message, code].filter(Boolean).join(' · ')],
    [text.place, path],
    [text.visitor, visitorId],
    [propertyName('channel'), channel && valueName('channel', channel)],
    [propertyName('browser'), browser],
    [propertyName('device'), device && valueName('device', device)],
    [text.amount, amount],
    ...propertyFacts(kind, dimensions, measures),
  ];
};

/** One event: when, what, where, its verdict; opened, everything that is known of it. */
export const LiveEvent = ({ event }: { event: RecentEvent }) => {
  const text = liveWords.value;
  return (
    <details class="live-event">
      <summary>
        <time dateTime={new Date(event.time).toISOString()}>
          {formats.value.time(event.time, site.value?.timeZone ?? 'UTC')}
        </time>
        <span class="live-what">
          {kindName(event.kind)}
          {event.object && event.object !== event.page && (
            <span class="live-object">
              <bdi>{event.object}</bdi>
            </span>
          )}
        </span>
        <span class="live-page">
          <bdi>{event.page}</bdi>
        </span>
        <span class={`badge badge-${event.verdict}`}>{text.badges[event.verdict]}</span>
        {event.verdict !== 'rejected' && (
          <span
            class={event.isStored ? 'live-stored is-stored' : 'live-stored'}
            title={event.isStored ? text.isStored : text.notStored}
          >
            <Icon name="check" />
            <span class="visually-hidden">{event.isStored ? text.isStored : text.notStored}</span>
          </span>
        )}
      </summary>
      <Facts facts={factsOf(event)} />
    </details>
  );
};
