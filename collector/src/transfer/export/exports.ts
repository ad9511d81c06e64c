import { type ExportDefinition, type QuestionContext, readExportDefinition } from '@telltale/query';
import type { Store } from '@telltale/store';
import { Refusal } from '../../lib/refusal.ts';
import { pause } from '../pause.ts';
import { csvColumns, csvHeader, csvRows } from './csv-lines.ts';
import { type EventLine, eventLine } from './event-line.ts';
import { type ExportSource, exportOverview, exportPages } from './export-pages.ts';
import { pageStream } from './page-stream.ts';

/** How an export is written. */
export const exportFormats = ['ndjson', 'csv'] as const;

/** What is exported, and how. */
export interface WantedExport {
  definition: unknown;
  format: (typeof exportFormats)[number];
  /** True begins a CSV file with the mark by which Excel knows UTF-8. */
  hasMark: boolean;
  context: QuestionContext;
  /** Fires when the reader is gone. */
  signal: AbortSignal;
}

/** An export that has begun. */
export interface BegunExport {
  definition: ExportDefinition;
  /** How many events it will hold. */
  events: number;
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Writes events as files, page by page. */
export interface Exports {
  /** @throws QuestionError, StoreError, Refusal 503 when others run already */
  begin(wanted: WantedExport): Promise<BegunExport>;
}

/** Each keeps a page in memory and the engine busy; people's questions go on beside them. */
const MOST_RUNNING = 2;

/** So many are written before others have their turn. */
const SLICE_ROWS = 250;

const BYTE_ORDER_MARK = '\uFEFF';

const ndjson = (lines: readonly EventLine[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** Opens the exports. */
export const createExports = (store: () => Pick<Store, 'rows'>, closing: AbortSignal): Exports => {
  let running = 0;

  return {
    begin: async ({ definition: body, format, hasMark, context, signal }) => {
      const definition = readExportDefinition(body);
      if (running >= MOST_RUNNING)
        throw new Refusal(503, 'exports_busy', 'Other exports are running; begin this one later.', { retryAfterS: 10 });
      running += 1;
      const leaving = new AbortController();
      let hasEnded = false;
      const onEnd = () => {
        if (hasEnded) return;
        hasEnded = true;
        running -= 1;
        for (const left of [signal, closing]) left.removeEventListener('abort', onEnd);
        leaving.abort();
      };
      for (const left of [signal, closing]) left.addEventListener('abort', onEnd, { once: true });
      try {
        const source: ExportSource = { store: store(), definition, context, signal: leaving.signal };
        const overview = await exportOverview(source, format === 'csv');
        async function* texts(): AsyncGenerator<string> {
          const columns = csvColumns(overview.kinds);
          if (format === 'csv') yield `${hasMark ? BYTE_ORDER_MARK : ''}${csvHeader(columns)}`;
          for await (const page of exportPages(source, overview))
            for (let at = 0; at < page.length; at += SLICE_ROWS) {
              const lines = page.slice(at, at + SLICE_ROWS).map(eventLine);
              yield format === 'csv' ? csvRows(columns, lines) : ndjson(lines);
              await pause();
            }
        }
        return { definition, events: overview.events, stream: pageStream(texts(), onEnd) };
      } catch (error) {
        onEnd();
        throw error;
      }
    },
  };
};
