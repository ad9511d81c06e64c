/** The element with that id, of that class. @throws when the page has none: the page and its script disagree. */
export const byId = <Kind extends Element>(id: string, kind: new () => Kind): Kind => {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page "${document.body.dataset.page}" has no ${kind.name} with the id "${id}".`);
};

/** Every element that matches, of that class. */
export const all = <Kind extends Element>(selector: string, kind: new () => Kind, within: ParentNode = document) =>
  [...within.querySelectorAll(selector)].filter((element): element is Kind => element instanceof kind);

/** Shows or hides an element. */
export const show = (id: string, isShown: boolean): void => {
  byId(id, HTMLElement).hidden = !isShown;
};

/** Calls back when a form is sent, and keeps the page. */
export const onSubmit = (form: HTMLFormElement, act: () => void): void =>
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    act();
  });
