import { createContext } from 'preact';

/** Gives the answer to the one question that is asked below; @throws ApiProblem when it is refused. */
export type AnswerSource = (signal: AbortSignal) => Promise<unknown>;

/**
 * Where the question of a part of the page is answered otherwise than by asking its site: a card of a shared board by its id.
 * Undefined: the site is asked.
 */
export const AnsweredBy = createContext<AnswerSource | undefined>(undefined);
