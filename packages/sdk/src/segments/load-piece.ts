import type { Settings } from '../settings.ts';

/**
 * Loads a lazy piece from beside the tag: `t.js` has its pieces in `t-….js`, whatever the owner named it. As a module, so
 * that it needs no place on the page's `window`, no script element, and no more than the tag's own nonce.
 */
export const loadPiece = <Piece>(name: string, { tagUrl = '' }: Settings): Promise<Piece> =>
  import(tagUrl.replace(/(\.\w+)?([?#].*)?$/, `-${name}.js`));
