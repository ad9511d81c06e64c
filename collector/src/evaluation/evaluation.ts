import type { QuestionContext } from '@telltale/query';

/** A question that was asked, and what the store answered. */
export interface Evaluation {
  kind: string;
  definition: unknown;
  context: QuestionContext;
  bytes: Uint8Array;
}

/** What the thread sends back for an evaluation: the result, or why there is none. */
export type Evaluated = { result: unknown } | { message: string };
