import type { ComponentChildren } from 'preact';
import { Change } from './change.tsx';

interface ComparedOptions {
  /** Of the compared days; null or undefined where nothing is compared or nothing is known. */
  before: number | null | undefined;
  format: (value: number) => string;
}

/** What stands below a figure: how it changed against the compared days, and whatever else is to be said of it. */
export const comparedNote = (
  now: number | null,
  { before, format }: ComparedOptions,
  other?: ComponentChildren,
): ComponentChildren => {
  if (now === null || before === null || before === undefined) return other;
  return (
    <>
      <Change now={now} before={before} beforeText={format(before)} /> {other}
    </>
  );
};
