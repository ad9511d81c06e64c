import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

/** What is run and what is served, what each is made of beside its own folder, and whether the collector's process runs it. */
export const parts = [
  { title: 'the tag', folder: 'packages/sdk', madeOf: ['packages/protocol/src'], isOfCollector: false },
  { title: 'the dashboard', folder: 'packages/dashboard', madeOf: [], isOfCollector: false },
  {
    title: 'the demo shop',
    folder: 'demo-site',
    madeOf: ['packages/protocol/src/surveys/ready'],
    isOfCollector: false,
  },
  { title: 'the protocol', folder: 'packages/protocol', madeOf: [], isOfCollector: true },
  { title: 'the statistics', folder: 'packages/statistics', madeOf: [], isOfCollector: true },
  { title: 'the questions', folder: 'packages/query', madeOf: [], isOfCollector: true },
  { title: 'the store', folder: 'packages/store', madeOf: [], isOfCollector: true },
  { title: 'the collector', folder: 'collector', madeOf: [], isOfCollector: true },
] as const;

export type Part = (typeof parts)[number];

/** Epoch ms of the newest file below these places; 0 when there is none. */
const newestAt = (places: readonly string[], skipped: readonly string[] = []): number => {
  const times = places.flatMap((place) => {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (!stats) return [];
    if (!stats.isDirectory()) return [stats.mtimeMs];
    const names = readdirSync(place).filter((name) => !skipped.includes(name));
    return [newestAt(names.map((name) => path.join(place, name)))];
  });
  return Math.max(0, ...times);
};

/** Whether a source of the part is newer than what was built of it last, or nothing was. */
export const isStale = ({ folder, madeOf }: Part): boolean => {
  const own = path.join(root, folder);
  const sources = [own, ...madeOf.map((place) => path.join(root, place))];
  return newestAt(sources, ['dist', 'node_modules']) > newestAt([path.join(own, 'dist')]);
};
