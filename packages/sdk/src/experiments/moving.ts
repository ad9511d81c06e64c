import type { ChangeSettings } from '../settings.ts';

/** What moves do to the places by which changes name elements; nothing where no experiment moves any. */
export interface Moving {
  /** The changes as they are made: moves last, since until then a place means what it means on the page itself. */
  inOrder(changes: readonly ChangeSettings[]): ChangeSettings[];
  /** True when moves were made and a selector names an element by its place: another one may stand there now. */
  isAstray(selector: string): boolean;
}

/** What moves elements, if anything does. */
export const moving: Partial<Moving> = {};
