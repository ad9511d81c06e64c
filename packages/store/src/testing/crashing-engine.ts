import type { Engine, Writer } from '../engine/engine.ts';

/** When, of a writing step that the process dies in. */
export type CrashMoment = 'before' | 'after';

/**
 * Wraps an engine so that the process seems to die in the given writing step (1 is the first): nothing after it happens,
 * and the caller learns nothing. `stepsSeen` tells how many steps there were.
 */
export const crashingEngine = (
  engine: Engine,
  crashAtStep: number,
  moment: CrashMoment,
): Engine & { stepsSeen(): number } => {
  let steps = 0;
  const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    steps++;
    if (steps === crashAtStep && moment === 'before') throw new Error('The process died.');
    const result = await work();
    if (steps === crashAtStep) throw new Error('The process died.');
    return result;
  };
  const wrap = (writer: Writer): Writer => ({
    run: (statement) => step(() => writer.run(statement)),
    rows: (statement) => step(() => writer.rows(statement)),
    servers: writer.servers.map((server) => ({
      address: server.address,
      run: (statement) => step(() => server.run(statement)),
      rows: (statement) => step(() => server.rows(statement)),
    })),
    load: (file) => step(() => writer.load(file)),
    save: (rows) => step(() => writer.save(rows)),
    restore: (rows) => step(() => writer.restore(rows)),
  });
  return {
    ...engine,
    write: (use) => engine.write((writer) => use(wrap(writer))),
    stepsSeen: () => steps,
  };
};
