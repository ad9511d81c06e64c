import type { Language } from '../catalog.ts';
import { type Device, devices } from './devices.ts';
import type { Random } from './random.ts';

/** Where people live: decides their language tag, their clock and which week they work. */
interface Place {
  country: string;
  language: Language;
  locale: string;
  utcOffsetHours: number;
  /** Days of the week without work, 0 is Sunday. */
  weekend: readonly number[];
  share: number;
}

const westernWeekend = [0, 6];
const gulfWeekend = [5, 6];

/** Offsets are winter time: the crowd does not observe summer time. */
const places: readonly Place[] = [
  { country: 'IE', language: 'en', locale: 'en-IE', utcOffsetHours: 0, weekend: westernWeekend, share: 14 },
  { country: 'GB', language: 'en', locale: 'en-GB', utcOffsetHours: 0, weekend: westernWeekend, share: 20 },
  { country: 'NL', language: 'en', locale: 'nl-NL', utcOffsetHours: 1, weekend: westernWeekend, share: 8 },
  { country: 'DE', language: 'en', locale: 'de-DE', utcOffsetHours: 1, weekend: westernWeekend, share: 9 },
  { country: 'US', language: 'en', locale: 'en-US', utcOffsetHours: -5, weekend: westernWeekend, share: 7 },
  { country: 'SA', language: 'ar', locale: 'ar-SA', utcOffsetHours: 3, weekend: gulfWeekend, share: 19 },
  { country: 'AE', language: 'ar', locale: 'ar-AE', utcOffsetHours: 4, weekend: westernWeekend, share: 9 },
  { country: 'EG', language: 'ar', locale: 'ar-EG', utcOffsetHours: 2, weekend: gulfWeekend, share: 9 },
  { country: 'KW', language: 'ar', locale: 'ar-KW', utcOffsetHours: 3, weekend: gulfWeekend, share: 5 },
];

/** Someone of the crowd: what never changes from visit to visit. */
export interface Person {
  visitorId: string;
  customerId: string;
  place: Place;
  device: Device;
  /** The call-to-action that this person always sees. */
  variant: string;
  /** How much the person wants to buy, 0 to 1; few want much. */
  intent: number;
  /** How often the person visits, 1 and up, heavy-tailed. */
  sessionCount: number;
  /** How slow the person's pages are: 1 is the median, 3 is a bad train connection. */
  slowness: number;
  /** A newsletter reader comes back by its links. */
  isSubscriber: boolean;
}

/** Makes a person, who sees one of the variants; the same random stream makes the same one. */
export const createPerson = (random: Random, [control, ...others]: readonly [string, ...string[]]): Person => {
  const visitorId = random.id();
  const place = random.weighted(places.map((item) => [item, item.share] as const));
  const mobileShare = place.language === 'ar' ? 0.7 : 0.5;
  const device = random.weighted(
    devices.map((item) => [item, item.share * (item.isMobile ? mobileShare : 1 - mobileShare)] as const),
  );
  return {
    visitorId,
    customerId: `c-${random.id().slice(0, 10)}`,
    place,
    device,
    variant: random.pick([control, ...others]),
    intent: random.next() ** 1.7,
    // P(one visit) = 1 - 2^-1.4 = 62 %; the few most active come dozens of times.
    sessionCount: Math.min(40, Math.floor(random.pareto(1.4))),
    slowness: random.around(device.isMobile ? 1.2 : 0.9, 0.5),
    isSubscriber: random.chance(0.16),
  };
};
