import { textsFor } from '../lib/texts-for.ts';
import type { Recorder } from '../recorder.ts';
import { asOne, changeAttribute } from './made.ts';
import { makers } from './make-change.ts';

/** Changes that show another picture. */
export const changeImage: Recorder = () => {
  makers.image = (element, { src, texts }) =>
    asOne([
      changeAttribute(element, 'src', src),
      // Otherwise the browser takes another one of the page's.
      changeAttribute(element, 'srcset', null),
      ...[...(element.closest('picture')?.querySelectorAll('source') ?? [])].map((source) =>
        changeAttribute(source, 'srcset', src),
      ),
      ...(texts ? [changeAttribute(element, 'alt', textsFor(texts).texts)] : []),
    ]);
  return undefined;
};
