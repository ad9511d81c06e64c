import type { ChangeSettings } from '../settings.ts';

/** What moves do to the places by which changes name elements; nothing where no experiment moves any. */
export interface Moving {
  /** The changes as they are made: moves last, since until then a place means what it means on the page itself. */
  inOrder(changes: readonly ChangeSettings[]): ChangeSettings[];
  /** What moves concern, and where they lead, while every place still means what it means on the page; to be asked before any is made. */
  find(kept: readonly { change: ChangeSettings; made: { size: number } }[]): Map<ChangeSettings, Iterable<Element>>;
  /** True when moves were made and a selector names an element by its place: another one may stand there now. */
  isAstray(selector: string): boolean;
}

/** What moves elements, if anything does. */
export const moving: Partial<Moving> = {};
