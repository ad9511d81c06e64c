import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import type { BuiltTag } from './compose-tag.ts';

const brotliBytes = (code: string): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const piece = ({ pieces }: BuiltTag, name: string): string => {
  const code = pieces.get(name);
  if (code === undefined) throw new Error(`The SDK's build has no ${name}, only ${[...pieces.keys()].join(', ')}.`);
  return code;
};

const row = (what: string, code: string, atMost?: number, others = ''): BenchRow =>
  benchRow({
    what,
    value: brotliBytes(code),
    unit: 'bytes',
    ...(atMost && { atMost }),
    note: `gzip-9 ${gzipSync(code, { level: 9 }).length.toLocaleString('en')}, plain ${Buffer.byteLength(code).toLocaleString('en')}${others && ` · ${others}`}`,
  });

/** Weighs what a visitor's browser loads, compressed as well as it can be: brotli 11. */
export const weighTag = (built: BuiltTag): BenchRow[] => [
  row('page views + engagement', built.tags['page-views'], 1900, 'Umami 1,963 · Plausible 2,216'),
  row('  with the persistent queue', built.tags['page-views-kept']),
  row('every always-on recorder', built.tags['always-on'], 5500, 'Rybbit 7,389 · Clarity 23,655 · PostHog 102,457'),
  row('as a new site gets it', built.tags.default, undefined, 'with custom events, links, downloads, search'),
  row('  with a plain experiment', built.tags.experiment),
  row('script of the experiments, in the head', built.head, 4000, 'GrowthBook 16,216'),
  row('survey widget, when due', piece(built, 't-survey.js'), 5000, 'gzip: PostHog 48,989 · Formbricks 271,593'),
  row('web vitals, after 5 s', piece(built, 't-vitals.js')),
];
