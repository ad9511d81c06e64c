import { Session } from 'chdb';
import { StoreError } from '../store-error.ts';
import type { EngineAnswer, Statement } from './engine.ts';
import { boundParams, formatParam, quoteText } from './format-params.ts';
import { lockedError } from './locked-error.ts';

/** One rinse takes out what is left over; the second finds it clean. */
const MAX_RINSES = 3;

/** One connection to the embedded engine. It runs one statement at a time. */
export interface EmbeddedConnection {
  run(statement: Statement, format: 'JSONCompact' | 'RowBinary' | 'Native' | 'Null'): Promise<EngineAnswer>;
  close(): void;
}

/**
 * Opens a connection. The traps that chDB lays are handled here, and only here:
 *
 * - A setting stays on its connection. A deduplication token that stayed would make the engine acknowledge the next insert
 *   and drop it, so what an earlier statement set and this one does not is put back to its default first.
 * - Statements with chDB's own parameters run one at a time in the whole process, so parameters are set like settings. One
 *   that stays is never read: a place without a value is refused.
 * - What a failed statement had begun to answer is put before the next answer of its connection. So after a failure the
 *   connection is rinsed: it answers a word of ours, until the answer is nothing but that word.
 *
 * @throws StoreError `locked` when another process holds the folder
 */
export const openEmbeddedConnection = (path: string, engineArguments: readonly string[]): EmbeddedConnection => {
  const session = openSession(path, engineArguments);
  let stayed: readonly string[] = [];
  let mustRinse = false;

  const rinse = async () => {
    for (let attempt = 0; attempt < MAX_RINSES; attempt++) {
      const answer = await session.queryAsync("SELECT 'clean'", { format: 'TSV' });
      if (answer.text() === 'clean\n') {
        mustRinse = false;
        return;
      }
    }
    throw new StoreError('The embedded engine still answers with parts of an earlier answer.', { code: 'failed' });
  };

  const prelude = ({ sql, params = {}, settings = {} }: Statement) => {
    const assignments = [
      ...stayed.filter((name) => !Object.hasOwn(settings, name)).map((name) => `${name} = DEFAULT`),
      ...Object.entries(settings).map(
        ([name, value]) => `${name} = ${typeof value === 'number' ? value : quoteText(value)}`,
      ),
      ...Object.entries(boundParams(sql, params)).map(
        ([name, value]) => `param_${name} = ${quoteText(formatParam(value))}`,
      ),
    ];
    return assignments.length === 0 ? '' : `SET ${assignments.join(', ')};\n`;
  };

  return {
    async run(statement, format) {
      if (mustRinse) await rinse();
      const startedAt = performance.now();
      const text = prelude(statement) + statement.sql;
      // Until the statement is known to have run, what was set before it may still be.
      stayed = [...new Set([...stayed, ...Object.keys(statement.settings ?? {})])];
      mustRinse = true;
      const answer = await session.queryAsync(text, { format });
      mustRinse = false;
      stayed = Object.keys(statement.settings ?? {});
      return { bytes: answer.bytes(), rowsRead: answer.rowsRead, elapsedMs: performance.now() - startedAt };
    },
    close: () => session.close(),
  };
};

const openSession = (path: string, engineArguments: readonly string[]) => {
  try {
    return new Session(path, { connectionArgs: engineArguments });
  } catch (error) {
    throw lockedError(path, error);
  }
};
