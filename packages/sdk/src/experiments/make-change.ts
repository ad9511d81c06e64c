import { textsFor } from '../lib/texts-for.ts';
import type { ChangeSettings } from '../settings.ts';
import { asOne, changeAttribute, changeContent, changeStyle, type Made } from './made.ts';

type Kind = ChangeSettings['kind'];
/** Makes a change of a kind to an element; undefined when the page is not ready for it. */
type Maker<Of extends Kind> = (element: Element, change: Extract<ChangeSettings, { kind: Of }>) => Made | undefined;

const changeClass = (element: Element, name: string, isWanted: boolean): Made => {
  const had = element.classList.contains(name);
  element.classList.toggle(name, isWanted);
  return {
    holds: () => element.classList.contains(name) === isWanted,
    undo() {
      element.classList.toggle(name, had);
    },
  };
};

/** How changes are made, by kind. The longer ones are parts of their own, in the tags of sites that use them. */
export const makers: { [Of in Kind]?: Maker<Of> } = {
  text: (element, { texts }) => changeContent(element, [document.createTextNode(textsFor(texts).texts)]),
  attribute: (element, { name, value }) => changeAttribute(element, name, value),
  class: (element, { add, remove }) =>
    asOne([
      ...add.map((name) => changeClass(element, name, true)),
      ...remove.map((name) => changeClass(element, name, false)),
    ]),
  style: (element, { properties }) => changeStyle(element, properties),
  hide: (element) => changeStyle(element, { display: 'none' }),
};

/** Makes a change to an element that its selector means; undefined when the page is not ready for it. */
export const makeChange = (element: Element, change: ChangeSettings): Made | undefined =>
  (makers[change.kind] as Maker<Kind> | undefined)?.(element, change as never);
