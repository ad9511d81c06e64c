/** A change that was made to one element. */
export interface Made {
  /** False when the page has overwritten it since. */
  holds(): boolean;
  /** Puts back what the page had, where the page has not put something else there. */
  undo(): void;
}

/** Several changes as one. */
export const asOne = (made: readonly Made[]): Made => ({
  holds: () => made.every(({ holds }) => holds()),
  undo() {
    for (const { undo } of made) undo();
  },
});

/** Sets an attribute; null removes it. */
export const changeAttribute = (element: Element, name: string, value: string | null): Made => {
  const own = element.getAttribute(name);
  const set = (to: string | null): void => {
    if (to === null) element.removeAttribute(name);
    else element.setAttribute(name, to);
  };
  const holds = (): boolean => element.getAttribute(name) === value;
  set(value);
  return {
    holds,
    undo() {
      if (holds()) set(own);
    },
  };
};

/** Sets CSS properties on the element itself. */
export const changeStyle = (element: Element, properties: Record<string, string>): Made => {
  const { style: own } = element as HTMLElement;
  return asOne(
    Object.entries(properties).map(([name, value]) => {
      const before = own.getPropertyValue(name);
      const priority = own.getPropertyPriority(name);
      // The page's own style sheets may say "!important".
      own.setProperty(name, value, 'important');
      // As the browser writes it; nothing where it does not understand the value.
      const after = own.getPropertyValue(name);
      const holds = (): boolean => own.getPropertyValue(name) === after;
      return {
        holds,
        undo() {
          if (holds()) own.setProperty(name, before, priority);
        },
      };
    }),
  );
};

/** Marks what is not the page's own. */
export const MESSAGE = 'data-tt-message';

const isMessage = (node: Node): boolean => node instanceof Element && node.hasAttribute(MESSAGE);

/** Puts other things into an element. */
export const changeContent = (element: Element, nodes: Node[]): Made => {
  const own = [...element.childNodes];
  const written = (): string => nodes.map(({ textContent }) => textContent).join('');
  const text = written();
  element.replaceChildren(...nodes);
  const isInPlace = (): boolean => written() === text && nodes.every(({ parentNode }) => parentNode === element);
  return {
    holds: () =>
      isInPlace() && [...element.childNodes].every((node) => nodes.includes(node as ChildNode) || isMessage(node)),
    undo() {
      // What the page wrote into our text, or over it, is the page's.
      if (!isInPlace()) return;
      for (const node of own) element.insertBefore(node, nodes[0] ?? element.firstChild);
      for (const node of nodes) element.removeChild(node);
    },
  };
};
