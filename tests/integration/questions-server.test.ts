import { openStore } from '@telltale/store';
import { describe } from 'vitest';
import { startClickHouseServer } from '../fixtures/clickhouse-server.ts';
import { questionSuite } from '../fixtures/question-suite.ts';

describe('questions to a ClickHouse server', () => {
  questionSuite(async () => {
    const server = await startClickHouseServer();
    const store = await openStore({ url: server.url });
    await store.migrate();
    return {
      store,
      close: async () => {
        await store.close();
        await server.stop();
      },
    };
  });
});
