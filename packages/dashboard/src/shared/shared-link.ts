import { api } from '../api/client.ts';
import { readJson } from '../api/problem.ts';
import type { Comparison, RangeChoice } from '../state/range.ts';

/** What is shown to see a board: the link's token and, where it has a password, that or what stands for it. */
export interface Proof {
  token: string;
  password?: string;
  pass?: string;
}

/** The days that whoever looks chose instead of those that each card was saved with, and what they are compared with. */
export interface ChosenDays {
  range?: RangeChoice;
  comparison?: Comparison;
}

/** The board that a link opens; of these days where some are chosen. @throws ApiProblem */
export const readSharedBoard = (proof: Proof, chosen: ChosenDays) =>
  readJson(api.shared.board.$post({ json: { ...proof, ...chosen } }));

/** A board as people see it who have a link to it. */
export type SharedBoard = Awaited<ReturnType<typeof readSharedBoard>>;

/** The answer to a card of that board. @throws ApiProblem; an AbortError when the signal cancels it */
export const readSharedAnswer = (
  proof: Proof,
  { card, chosen, signal }: { card: string; chosen: ChosenDays; signal: AbortSignal },
): Promise<unknown> => readJson(api.shared.answer.$post({ json: { ...proof, card, ...chosen } }, { init: { signal } }));
