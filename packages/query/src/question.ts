import type { CatalogKind } from '@telltale/protocol';
import type { z } from 'zod';
import type { Division } from './broken-down.ts';
import type { WeekStart } from './time/calendar.ts';

/** SQL with bound values: `{name:Type}` places in `sql`, their values in `params`. Nothing is ever spliced. */
export interface CompiledQuery {
  sql: string;
  params: Readonly<Record<string, unknown>>;
  /** How the store returns it: JSON rows for small answers; for what an evaluator folds over RowBinary, or Native where it is millions of rows. */
  answer: 'rows' | 'bytes' | 'columns';
}

/** One JSON row of an answer, by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** What a question may know beside its definition. */
export interface QuestionContext {
  siteId: string;
  /** IANA name; ranges and intervals are cut in it. */
  timeZone: string;
  /** The day on which the site's weeks start; default Monday. */
  weekStartsOn?: WeekStart;
  /** Epoch ms that counts as now: what makes a visitor *open*. */
  nowMs: number;
  /** Kinds and properties that may be named, the site's own open names included (`props.plan`). */
  catalog: readonly CatalogKind[];
  /** The site's saved segments, which conditions may name by id. Default: none. */
  segments?: readonly SavedSegment[];
}

/** A segment that somebody saved. */
export interface SavedSegment {
  /** By which conditions name it. */
  id: string;
  /** What people read. */
  title: string;
  /** A condition on visitors as it was written: read when it is used, because what may be written can have changed since. */
  condition: unknown;
  /** Where the members are those of a moment and no others; absent where the condition is evaluated when it is asked. */
  snapshot?: SegmentSnapshot | null;
}

/** The members of a segment, kept as they were. */
export interface SegmentSnapshot {
  /** Epoch ms. */
  takenAt: number;
  /** So many there were; who was erased since is none any more. */
  members: number;
}

/** One kind of question: its definition's schema, how it is compiled, how the answer is read. Pure: no I/O. */
export interface Question<Kind extends string, Definition, Result> {
  kind: Kind;
  title: string;
  definition: z.ZodType<Definition>;
  /** @throws QuestionError when the definition names what is not known, listing what is. */
  compile(definition: Definition, context: QuestionContext): CompiledQuery;
  /** `answer` is `Row[]` or bytes, as the compiled query asked for. */
  decode(answer: readonly Row[] | Uint8Array, definition: Definition, context: QuestionContext): Result;
  /**
   * Where a question knows one range only, the definition to ask again for the comparison range: see `askedAgain`. Absent where there is
   * no comparison, or one query tells both.
   * @throws QuestionError `empty_range`
   */
  comparedDefinition?(definition: Definition, context: QuestionContext): Definition | null;
  /** Where a question is broken down by asking it again of each value, how: see `brokenDown`. Null where no breakdown is asked for. */
  divide?(definition: Definition): Division<Definition> | null;
}

/** A question that cannot be asked: the culprit's path, what was expected, what is known. */
export class QuestionError extends Error {
  override name = 'QuestionError';
  readonly code: string;
  readonly path: string;
  readonly known: readonly string[];
  constructor(code: string, path: string, message: string, known: readonly string[] = []) {
    super(message);
    this.code = code;
    this.path = path;
    this.known = known;
  }
}

/** The rows of an answer to a query that asked for rows. */
export const rowsOf = (answer: readonly Row[] | Uint8Array): readonly Row[] => {
  if (answer instanceof Uint8Array) throw new TypeError('Bytes arrived where the compiled query asks for rows.');
  return answer;
};

/** The bytes of an answer to a query that asked for bytes. */
export const bytesOf = (answer: readonly Row[] | Uint8Array): Uint8Array => {
  if (answer instanceof Uint8Array) return answer;
  throw new TypeError('Rows arrived where the compiled query asks for bytes.');
};
