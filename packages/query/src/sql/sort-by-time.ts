/** More rows than that are sorted by the platform: what is fastest for a few takes the square of the time for many. */
const FEW = 32;

interface Sorted {
  /** Of each row; the first ones are sorted. */
  times: Float64Array;
  /** Of each row: it goes along with its time. */
  places: Uint32Array;
  /** Compares two places of the same time: below 0 when the first one comes before. */
  compareInTie: (a: number, b: number) => number;
}

/** Makes what sorts the first rows by time, and those of the same time as `compareInTie` says. The arrays are sorted in place. */
export const createSortByTime = ({ times, places, compareInTie }: Sorted): ((count: number) => void) => {
  /** @returns whether two have the same time */
  const insert = (count: number): boolean => {
    let isTied = false;
    for (let nth = 1; nth < count; nth++) {
      const time = times[nth] ?? 0;
      const place = places[nth] ?? 0;
      let to = nth;
      for (; to > 0; to--) {
        const before = times[to - 1] ?? 0;
        if (before === time) isTied = true;
        if (before <= time) break;
        times[to] = before;
        places[to] = places[to - 1] ?? 0;
      }
      times[to] = time;
      places[to] = place;
    }
    return isTied;
  };

  const sortMany = (count: number): void => {
    const [unsortedTimes, unsortedPlaces] = [times.slice(0, count), places.slice(0, count)];
    const order = Uint32Array.from(unsortedPlaces.keys());
    order.sort((a, b) => (unsortedTimes[a] ?? 0) - (unsortedTimes[b] ?? 0));
    for (let nth = 0; nth < count; nth++) {
      times[nth] = unsortedTimes[order[nth] ?? 0] ?? 0;
      places[nth] = unsortedPlaces[order[nth] ?? 0] ?? 0;
    }
  };

  const sortTies = (count: number): void => {
    for (let begin = 0, end = 1; end <= count; end++) {
      if (end < count && times[end] === times[begin]) continue;
      if (end - begin > 1) places.subarray(begin, end).sort(compareInTie);
      begin = end;
    }
  };

  return (count) => {
    if (count > FEW) sortMany(count);
    if (count > FEW || insert(count)) sortTies(count);
  };
};
