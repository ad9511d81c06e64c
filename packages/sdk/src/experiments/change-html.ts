import { textsFor } from '../lib/texts-for.ts';
import type { Recorder } from '../recorder.ts';
import { changeContent } from './made.ts';
import { makers } from './make-change.ts';
import { safeNodes } from './safe-nodes.ts';

/** Changes that bring HTML. */
export const changeHtml: Recorder = () => {
  makers.html = (element, { texts }) => changeContent(element, safeNodes(textsFor(texts).texts));
  return undefined;
};
