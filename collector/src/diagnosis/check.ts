import type { Facts } from './facts.ts';

/** How grave a finding is: all well; worth a look; somebody must act; nobody can know (yet). */
export const statuses = ['ok', 'warning', 'problem', 'unknown'] as const;
export type Status = (typeof statuses)[number];

/** What a check came to. */
export interface Outcome<
  Cause extends string = string,
  Figures extends Readonly<Record<string, number>> = Readonly<Record<string, number>>,
> {
  /** Which of the check's sentences holds. */
  cause: Cause;
  status: Status;
  /** The evidence, by name; units end the names. */
  figures: Figures;
  /** What the sentence names: hosts, paths, headers. At most ten. */
  names: readonly string[];
}

/** One thing that can be wrong, judged by measured facts alone. */
export interface Check<
  Name extends string = string,
  Fact extends keyof Facts = keyof Facts,
  Found extends Outcome = Outcome,
> {
  name: Name;
  /** What is about the whole collector is shown to those only who may see what is about every site. */
  about: 'site' | 'collector';
  /** The facts that it judges. Where they could not be measured, nobody knows. */
  reads: Fact;
  judge(fact: Facts[Fact]): Found;
}

/** Keeps a check's own type in the list. */
export const defineCheck = <Name extends string, Fact extends keyof Facts, Found extends Outcome>(
  check: Check<Name, Fact, Found>,
): Check<Name, Fact, Found> => check;

/** What a sentence names at the most. */
const MOST_NAMES = 10;

/** Makes an outcome. */
export const outcome = <Cause extends string, Figures extends Readonly<Record<string, number>>>(
  cause: Cause,
  status: Status,
  { figures, names = [] }: { figures: Figures; names?: readonly string[] },
): Outcome<Cause, Figures> => ({ cause, status, figures, names: names.slice(0, MOST_NAMES) });

/** A part of a whole as a ratio from 0 to 1; 0 of nothing. */
export const ratioOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);
