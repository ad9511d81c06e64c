import { amountsOf } from '../../amounts.ts';
import { conversionOf } from '../../conversion.ts';
import type { Share } from './attribute.ts';
import type { CampaignFigures } from './result.ts';

/** Adds up visitors, one after the other. */
export class Tally {
  #visitors = 0;
  #sessions = 0;
  #conversions = 0;
  #converted = 0;
  #orders = 0;
  readonly #revenue = new Map<string, bigint>();

  /** All that is counted of one visitor here: the shares of one value or of several. */
  add(shares: readonly Share[]): void {
    const [first, ...others] = shares;
    if (!first) return;
    this.#visitors++;
    this.#sessions +=
      others.length === 0 ? first.sessions.size : new Set(shares.flatMap((one) => [...one.sessions])).size;
    if (shares.some(({ conversions }) => conversions > 0)) this.#converted++;
    for (const { conversions, orders, revenue } of shares) {
      this.#conversions += conversions;
      this.#orders += orders;
      for (const [currency, sum] of revenue) this.#revenue.set(currency, (this.#revenue.get(currency) ?? 0n) + sum);
    }
  }

  figures(): CampaignFigures {
    return {
      visitors: this.#visitors,
      sessions: this.#sessions,
      conversions: this.#conversions,
      converted: this.#converted,
      conversion: conversionOf(this.#converted, this.#visitors),
      orders: this.#orders,
      revenue: amountsOf(this.#revenue),
    };
  }
}
