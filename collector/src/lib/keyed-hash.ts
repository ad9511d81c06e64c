import { randomFillSync } from 'node:crypto';

/** What a lane holds of each step is spread over its upper half; the lower one takes part in the next step too. */
const FOLD_BITS = 15;
const LOW_BITS = 21;

/**
 * Makes a function that turns a text into a whole number of 53 bits, under a secret of its own: for keys in memory that strangers choose,
 * where the texts themselves are not to be remembered. It is no cryptographic hash, and takes a third of the time of one; nobody
 * outside sees its values, so nobody can look for two texts with the same one.
 */
export const createKeyedHash = (): ((text: string) => number) => {
  const [highSeed = 0, lowSeed = 0, highFactor = 0, lowFactor = 0] = randomFillSync(new Uint32Array(4));
  return (text) => {
    let high = highSeed;
    let low = lowSeed;
    for (let place = 0; place <= text.length; place += 1) {
      // Behind the last unit stands its number, so that a text is told apart from its own beginning.
      const unit = place < text.length ? text.charCodeAt(place) : place;
      // Multiplied by an even number, the highest bits would be lost.
      high = Math.imul(high ^ unit, highFactor | 1);
      low = Math.imul(low ^ unit, lowFactor | 1);
      high ^= high >>> FOLD_BITS;
      low ^= low >>> FOLD_BITS;
    }
    return (high >>> 0) * 2 ** LOW_BITS + (low >>> (32 - LOW_BITS));
  };
};
