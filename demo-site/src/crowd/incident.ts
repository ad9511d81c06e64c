import type { Person } from './people.ts';
import { DAY_MS } from './rhythm.ts';

/** A fault that strikes some visitors for a while: what a signal about quality should find. */
export interface Incident {
  fromMs: number;
  toMs: number;
  fingerprint: string;
}

/** The delivery calculator of the Arabic shop fails in Safari for a day and a half, after three fifths of the period. */
export const incidentOf = (startMs: number, days: number): Incident => {
  const fromMs = Math.round(startMs + days * 0.6 * DAY_MS);
  return { fromMs, toMs: fromMs + 1.5 * DAY_MS, fingerprint: 'delivery-date-invalid' };
};

/** Whether the incident strikes this person at this moment. */
export const strikes = ({ fromMs, toMs }: Incident, { place, device }: Person, atMs: number): boolean =>
  atMs >= fromMs && atMs < toMs && place.language === 'ar' && device.isSafari;
