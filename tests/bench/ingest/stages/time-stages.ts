import { type Spread, spreadOf } from '../../lib/spread.ts';

/** Something that is done to each of many items. */
export interface Stage {
  name: string;
  /** Does it to all items once. */
  run(): void;
}

/** Runs before those that count: the compiler has done its work by then. */
export const WARM_UP = 3;

/** CPU of each stage, in turns: µs by event. The processor's time, so that other programs do not count; the collector of garbage does. */
export const timeStages = (stages: readonly Stage[], events: number, rounds: number): Map<string, Spread> => {
  const taken = new Map(stages.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < WARM_UP + rounds; round += 1)
    for (const { name, run } of stages) {
      const begun = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(begun);
      if (round >= WARM_UP) taken.get(name)?.push((user + system) / events);
    }
  return new Map([...taken].map(([name, values]) => [name, spreadOf(values)]));
};
