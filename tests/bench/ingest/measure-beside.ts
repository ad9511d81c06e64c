import { quantile } from '@telltale/statistics';
import { type BenchRow, benchRow } from '../lib/bench-row.ts';
import { spreadOf } from '../lib/spread.ts';
import { type BenchQuestion, benchQuestions } from '../questions/asked.ts';
import { sustain } from './measure-load.ts';
import { untilIdle } from './process-usage.ts';
import { type Running, refuseFailures } from './running.ts';

/** Events that are there before anything is asked: a site's first weeks. */
const FILLED_EVENTS = 400_000;
const FILL_BATCH = 20;
const FILL_FOR_MS = 4_000;
const CONNECTIONS = 64;

/** Events a second that come in meanwhile, and how much slower an answer may be for it. */
const BESIDE_RATE = 2_000;
const AT_MOST_RATIO = 1.5;

export interface BesideOptions {
  rounds: number;
  /** Asking alone, and asking beside the events, in each round, in ms. */
  forMs: number;
}

/** ms of every answer, by question. */
type Times = Map<BenchQuestion, number[]>;

const fill = async ({ generator, collector, ledger }: Running) => {
  const target = {
    port: collector.port,
    path: '/e',
    siteKey: collector.siteKey,
    eventCount: FILL_BATCH,
    connections: CONNECTIONS,
  };
  while (ledger.acknowledged < FILLED_EVENTS) {
    const result = await generator.closedLoop({ target, forMs: FILL_FOR_MS });
    refuseFailures(result);
    ledger.acknowledged += result.acknowledged;
    await collector.drained();
  }
};

/** Asks one question after the other, all of them at least once, until it is over. */
const askUntil = async ({ collector }: Running, isOver: () => boolean, times: Times) => {
  do {
    for (const question of benchQuestions) {
      const begunAt = performance.now();
      await collector.askQuestion(question.kind, question.definition);
      times.set(question, [...(times.get(question) ?? []), performance.now() - begunAt]);
    }
  } while (!isOver());
};

/** How much slower the questions are answered while events come in, in turns within each round. */
export const measureBeside = async (running: Running, { rounds, forMs }: BesideOptions): Promise<BenchRow[]> => {
  await fill(running);
  await untilIdle(running.collector.usage);
  const warmUp: Times = new Map();
  await askUntil(running, () => true, warmUp);
  const alone: Times = new Map();
  const beside: Times = new Map();
  for (let round = 0; round < rounds; round += 1) {
    const until = performance.now() + forMs;
    await askUntil(running, () => performance.now() > until, alone);
    const meanwhile = (isOver: () => boolean) => askUntil(running, isOver, beside);
    await sustain(running, { rate: BESIDE_RATE, forMs, meanwhile });
  }
  const rowOf = (question: BenchQuestion) => {
    const before = quantile(alone.get(question) ?? [], 0.5);
    const meanwhile = spreadOf(beside.get(question) ?? []);
    return benchRow({
      what: question.what,
      value: meanwhile.median / before,
      unit: '×',
      digits: 2,
      atMost: AT_MOST_RATIO,
      note: `${before.toFixed(0)} ms alone, ${meanwhile.median.toFixed(0)} beside (${meanwhile.p25.toFixed(0)} – ${meanwhile.p75.toFixed(0)}, n ${meanwhile.count})`,
    });
  };
  return benchQuestions.map(rowOf);
};

/** The title of the rows. */
export const besideTitle = `Questions while ${BESIDE_RATE.toLocaleString('en')} events/s come in, beside the same ones alone, over ${FILLED_EVENTS.toLocaleString('en')} events`;
