import { formats } from '../locales/index.ts';
import { site } from '../state/site.ts';
import './moment.css';

/** A moment, epoch ms, as it stands in the calendar and on the clock of the site. */
export const Moment = ({ at }: { at: number }) => (
  <time class="moment" dateTime={new Date(at).toISOString()}>
    {formats.value.moment(at, site.value?.timeZone ?? 'UTC')}
  </time>
);
