import { tenThousandths } from '../../amounts.ts';
import { RowBinaryReader } from '../../sql/row-binary.ts';
import { MARK } from './compile.ts';
import type { CampaignsDefinition } from './definition.ts';
import type { CampaignsPlan } from './plan.ts';

/** The id of a session that is none: what only the site's server told. */
const NO_SESSION = '0'.repeat(16);

/** What of one visitor is put down to touches of one value. */
export interface Share {
  sessions: Set<string>;
  conversions: number;
  orders: number;
  /** Ten thousandths, by currency. */
  revenue: Map<string, bigint>;
}

/** Called for each visitor of each period. */
type Visit = (visitor: { period: number; visitorId: string; shares: ReadonlyMap<string, Share> }) => void;

interface Touch {
  time: number;
  value: string;
}

/** The touches of one visitor up to a moment, of which one counts. */
class Touches {
  readonly #touches: Touch[] = [];
  #first = 0;

  add(touch: Touch): void {
    this.#touches.push(touch);
  }

  /** The first touch, or the last one, that is not older than `since`. `since` never falls. */
  counting(attribution: CampaignsDefinition['attribution'], since: number): Touch | undefined {
    for (let first = this.#touches[this.#first]; first && first.time < since; first = this.#touches[this.#first])
      this.#first++;
    if (this.#first === this.#touches.length) return undefined;
    return attribution === 'first_touch' ? this.#touches[this.#first] : this.#touches.at(-1);
  }
}

/** Reads the answer's visitors, and puts down what each did to the touch that counts at that moment. */
export const attribute = (
  bytes: Uint8Array,
  { attribution, isDirectEqual }: CampaignsDefinition,
  { plan: { periods, lookBackMs }, visit }: { plan: CampaignsPlan; visit: Visit },
): void => {
  const reader = new RowBinaryReader(bytes);
  let last = { period: -1, visitorId: '', shares: new Map<string, Share>() };
  let preferred = new Touches();
  let direct = new Touches();
  while (!reader.isAtEnd()) {
    const period = reader.uint8();
    const visitorId = reader.id64();
    if (period !== last.period || visitorId !== last.visitorId) {
      if (last.shares.size > 0) visit(last);
      last = { period, visitorId, shares: new Map() };
      preferred = new Touches();
      direct = new Touches();
    }
    const time = reader.float64();
    const bits = reader.uint8();
    const sessionId = reader.id64();
    const touched = reader.text();
    const currency = reader.text();
    const amount = reader.text();
    const isDirect = (bits & MARK.direct) !== 0 && !isDirectEqual;
    if (bits & MARK.touch) (isDirect ? direct : preferred).add({ time, value: touched });
    if (time < (periods[period]?.range.startAt ?? 0)) continue;
    const since = time - lookBackMs;
    const value = (preferred.counting(attribution, since) ?? direct.counting(attribution, since))?.value ?? '';
    const share = last.shares.get(value) ?? { sessions: new Set(), conversions: 0, orders: 0, revenue: new Map() };
    last.shares.set(value, share);
    if (sessionId !== NO_SESSION) share.sessions.add(sessionId);
    if (bits & MARK.goal) share.conversions++;
    if (bits & MARK.order) {
      share.orders++;
      share.revenue.set(currency, (share.revenue.get(currency) ?? 0n) + tenThousandths(amount));
    }
  }
  if (last.shares.size > 0) visit(last);
};
