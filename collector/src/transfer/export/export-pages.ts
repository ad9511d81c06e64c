import {
  compileExportOverview,
  compileExportPage,
  decodeExportOverview,
  type ExportCursor,
  type ExportDefinition,
  type ExportOverview,
  exportCursor,
  type QuestionContext,
} from '@telltale/query';
import type { ReadOptions, Store, StoreRow } from '@telltale/store';

/** Rows that are in memory at once: few enough that reading their text holds nobody up. */
const PAGE_ROWS = 1_000;

/** What an export reads from. */
export interface ExportSource {
  store: Pick<Store, 'rows'>;
  definition: ExportDefinition;
  context: QuestionContext;
  signal: AbortSignal;
  /** Default 1,000. */
  pageRows?: number;
}

/** A page may wait behind people's questions. */
const PAGE_TIMEOUT_MS = 60_000;

const optionsOf = ({ signal }: ExportSource): ReadOptions => ({ signal, timeoutMs: PAGE_TIMEOUT_MS });

/** What the export will hold. `withNames` asks for the names of properties too. @throws QuestionError, StoreError */
export const exportOverview = async (source: ExportSource, withNames: boolean): Promise<ExportOverview> => {
  const { store, definition, context } = source;
  const query = compileExportOverview(definition, context, { withNames });
  return decodeExportOverview((await store.rows(query, optionsOf(source))).rows, definition, context);
};

/**
 * Reads an export page by page, each when it is asked for: between two pages the engine does nothing for it, however slowly they are
 * taken. Month by month, in each as the store keeps events: by kind, object, visitor and time.
 */
export async function* exportPages(
  source: ExportSource,
  { parts }: ExportOverview,
): AsyncGenerator<readonly StoreRow[]> {
  const { store, definition, context, pageRows: limit = PAGE_ROWS } = source;
  for (const during of parts) {
    let after: ExportCursor | undefined;
    do {
      const page = compileExportPage(definition, context, { during, limit, ...(after && { after }) });
      const { rows } = await store.rows(page, optionsOf(source));
      if (rows.length > 0) yield rows;
      const last = rows.length === limit ? rows.at(-1) : undefined;
      after = last && exportCursor(last);
    } while (after);
  }
}
