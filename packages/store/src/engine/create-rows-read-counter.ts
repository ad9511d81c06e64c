import type { EmbeddedConnection } from './embedded-connection.ts';
import type { EngineAnswer, ReadStatement } from './engine.ts';
import { readCompactAnswer } from './read-answer.ts';

/** Says how many rows a statement read from storage: chDB itself says so only of answers in JSON. */
export interface RowsReadCounter {
  /** The connection, whose statements are known from now on to the counter. */
  watched(connection: EmbeddedConnection): EmbeddedConnection;
  /** Runs a statement on a watched connection. @throws whatever the connection throws */
  run(connection: EmbeddedConnection, statement: ReadStatement): Promise<EngineAnswer>;
}

/** What all statements of this process have read; what this one reads itself is counted after it. */
const ROWS_READ = "SELECT sum(value) AS rows_read FROM system.events WHERE event = 'SelectedRows'";

const allRowsRead = async (connection: EmbeddedConnection) => {
  const { rows, rowsRead } = readCompactAnswer((await connection.run({ sql: ROWS_READ }, 'JSONCompact')).bytes);
  return { total: Number(rows[0]?.rows_read), own: rowsRead };
};

/**
 * The rows by the statement's plan: more than it reads when a cache or a limit spares it some, and a second planning, which on
 * little traffic takes as long as the answer. Sets are left out of the plan, because to look into them it would have to run the
 * statement's subqueries a second time.
 */
const estimateRowsRead = async (connection: EmbeddedConnection, { sql, params, settings }: ReadStatement) => {
  const { bytes } = await connection.run(
    {
      sql: `EXPLAIN ESTIMATE ${sql}`,
      ...(params ? { params } : {}),
      settings: { ...settings, use_index_for_in_with_subqueries: 0 },
    },
    'JSONCompact',
  );
  return readCompactAnswer(bytes).rows.reduce((total, { rows }) => total + Number(rows), 0);
};

/**
 * Makes the counter of an engine. The engine counts for all connections together: a statement that has it to itself is told exactly,
 * one that runs beside others as its plan says.
 */
export const createRowsReadCounter = (): RowsReadCounter => {
  let begun = 0;
  let running = 0;

  return {
    watched: (connection) => ({
      async run(statement, format) {
        begun++;
        running++;
        try {
          return await connection.run(statement, format);
        } finally {
          running--;
        }
      },
      close: () => connection.close(),
    }),
    async run(connection, statement) {
      const { format } = statement;
      if (format === 'JSONCompact') return connection.run(statement, format);
      const first = running === 0 ? begun : undefined;
      const before = first === undefined ? undefined : await allRowsRead(connection);
      const answer = await connection.run(statement, format);
      // The first reading and the statement.
      if (before && first !== undefined && begun === first + 2) {
        const after = await allRowsRead(connection);
        if (begun === first + 3) return { ...answer, rowsRead: after.total - before.total - before.own };
      }
      return { ...answer, rowsRead: await estimateRowsRead(connection, statement) };
    },
  };
};
