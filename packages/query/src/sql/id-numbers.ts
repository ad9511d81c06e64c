const FIRST_SIZE = 1024;

/** Another one in each process: nobody can make ids that all fall into one slot. */
const SEED = Math.floor(Math.random() * 2 ** 32);

const grown = (array: Uint32Array): Uint32Array => {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
};

/** Numbers ids of 64 bits from 0, in the order in which they come. */
export interface IdNumbers {
  numberOf(lowBits: number, highBits: number): number;
  /** How many different ones came. */
  count(): number;
}

/** A hash table of numbers, because a Map would need an object for each of a million ids. */
export const createIdNumbers = (): IdNumbers => {
  let low: Uint32Array = new Uint32Array(FIRST_SIZE);
  let high: Uint32Array = new Uint32Array(FIRST_SIZE);
  /** Number + 1 of the id in a slot; 0 where there is none. Twice as many slots as ids, at least. */
  let slots = new Uint32Array(2 * FIRST_SIZE);
  let count = 0;

  // The ids of senders are not always random: every bit of them must count.
  const slotOf = (lowBits: number, highBits: number) => {
    const mixed = Math.imul(lowBits ^ Math.imul(highBits ^ SEED, 0x9e3779b1), 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & (slots.length - 1);
  };
  const freeSlotFor = (lowBits: number, highBits: number) => {
    let slot = slotOf(lowBits, highBits);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    return slot;
  };

  const grow = () => {
    low = grown(low);
    high = grown(high);
    slots = new Uint32Array(2 * low.length);
    for (let id = 0; id < count; id++) slots[freeSlotFor(low[id] ?? 0, high[id] ?? 0)] = id + 1;
  };

  return {
    numberOf(lowBits, highBits) {
      let slot = slotOf(lowBits, highBits);
      for (let known = slots[slot] ?? 0; known !== 0; known = slots[slot] ?? 0) {
        if (low[known - 1] === lowBits && high[known - 1] === highBits) return known - 1;
        slot = (slot + 1) & (slots.length - 1);
      }
      if (count === low.length) {
        grow();
        slot = freeSlotFor(lowBits, highBits);
      }
      low[count] = lowBits;
      high[count] = highBits;
      slots[slot] = ++count;
      return count - 1;
    },
    count: () => count,
  };
};
