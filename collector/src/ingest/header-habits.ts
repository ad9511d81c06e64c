/** Knows which headers browsers' requests have by the time they are here: a proxy in front may take some out. */
export interface HeaderHabits {
  /** Counts one request of a recent browser to a site. @returns true when the site's requests have them nearly always. */
  note(siteId: string, hasThem: boolean): boolean;
}

/** Before so many requests were seen nobody is judged by what is missing… */
const LEAST_SEEN = 100;
/** … nor where so many lack them, whoever they are. */
const NEARLY_ALWAYS_RATIO = 0.9;
/** What was long ago counts less: a proxy may have been set up since. */
const HALVED_AT = 2_000;

/** Counts in memory; a restart learns again. */
export const createHeaderHabits = (): HeaderHabits => {
  const sites = new Map<string, { seen: number; had: number }>();
  return {
    note: (siteId, hasThem) => {
      let habit = sites.get(siteId);
      if (!habit) {
        habit = { seen: 0, had: 0 };
        sites.set(siteId, habit);
      }
      habit.seen += 1;
      if (hasThem) habit.had += 1;
      const isHabit = habit.seen > LEAST_SEEN && habit.had / habit.seen > NEARLY_ALWAYS_RATIO;
      if (habit.seen >= HALVED_AT) {
        habit.seen /= 2;
        habit.had /= 2;
      }
      return isHabit;
    },
  };
};
