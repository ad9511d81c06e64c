/** Where the event loop's time goes while a whole collector takes requests, by the file that it was in. */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { startTestCollector } from '../../fixtures/collector.ts';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import type { BenchSection } from '../lib/write-table.ts';
import { farAwayLimits } from './far-away-limits.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { watchProcess } from './process-usage.ts';

const isQuick = process.argv.includes('--quick');
const forMs = isQuick ? 2_500 : 8_000;
const batchSizes = [1, 20];
const SAMPLE_EVERY_US = 500;
const CONNECTIONS = 64;
/** What takes less than this share is told together. */
const LEAST_SHARE = 0.01;

/** `collector/src/ingest/enrich.ts`, `hono`, `node:http`: what a frame belongs to; nothing for the engine's own code, which belongs to its caller. */
const groupOf = ({ url, functionName }: Profiler.ProfileNode['callFrame']): string | undefined => {
  if (/^\((garbage collector|program|idle)\)$/.test(functionName)) return functionName;
  const [, installed] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (installed) return installed;
  const [, ours] = /((?:collector|packages\/\w+)\/src\/.*)$/.exec(url) ?? [];
  if (ours) return ours;
  if (/^node:(_http|net$|internal\/(http|stream|streams\/|js_stream|net))/.test(url))
    return 'node:http, net and streams';
  return /^node:(internal\/)?\w+/.exec(url)?.[0];
};

/** Time by group, in µs; what V8 itself did counts for whoever called it. */
const timeByGroup = ({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Map<string, number> => {
  const groups = new Map<number, string>();
  const [root] = nodes;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const name = (node: Profiler.ProfileNode, callers: string) => {
    const group = groupOf(node.callFrame) ?? callers;
    groups.set(node.id, group);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) name(child, group);
    }
  };
  if (root) name(root, '(other)');
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const group = groups.get(id) ?? '(other)';
    times.set(group, (times.get(group) ?? 0) + (timeDeltas[index] ?? 0));
  }
  return times;
};

/** Shares of the profile, as parts of what the event loop's thread used: time in which another program had the processor is in no share. */
const rowsOf = (profile: Profiler.Profile, loopUsPerEvent: number): BenchRow[] => {
  const times = timeByGroup(profile);
  for (const none of ['(idle)', 'node:inspector']) times.delete(none);
  const total = [...times.values()].reduce((sum, us) => sum + us, 0);
  const large = [...times].filter(([, us]) => us >= LEAST_SHARE * total).sort(([, a], [, b]) => b - a);
  const small = total - large.reduce((sum, [, us]) => sum + us, 0);
  return [...large, ['(all that is under 1 %)', small] as const, ['(all)', total] as const].map(([what, us]) =>
    benchRow({
      what,
      value: (loopUsPerEvent * us) / total,
      unit: 'µs',
      digits: 2,
      note: `${Math.round((100 * us) / total)} %`,
    }),
  );
};

const generator = await startLoadGenerator();
const collector = await startTestCollector({ settings: farAwayLimits });
await collector.whenReady;
const usage = watchProcess(process.pid);
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });

const sections: BenchSection[] = [];
for (const eventCount of batchSizes) {
  const load = () =>
    generator.closedLoop({
      target: {
        port: Number(new URL(collector.url).port),
        path: '/e',
        siteKey: collector.sites()[0]?.publicKeys[0] ?? '',
        eventCount,
        connections: CONNECTIONS,
      },
      forMs,
    });
  await load();
  await session.post('Profiler.start');
  const begunUs = usage.eventLoopUs();
  const { acknowledged } = await load();
  const loopUsPerEvent = (usage.eventLoopUs() - begunUs) / acknowledged;
  const { profile } = await session.post('Profiler.stop');
  sections.push({
    title: `The event loop under load, CPU of an event in a batch of ${eventCount} by the file that it was in`,
    rows: rowsOf(profile, loopUsPerEvent),
  });
}
session.disconnect();
generator.close();
await collector.remove();
process.send?.(sections);
process.disconnect?.();
