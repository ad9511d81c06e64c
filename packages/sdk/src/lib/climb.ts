/** The element itself and all around it, out of open shadow roots too, innermost first. */
export function* climb(from: EventTarget | null | undefined): Generator<Element> {
  let element = from instanceof Element ? from : null;
  while (element) {
    yield element;
    const { parentNode } = element;
    element = parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
  }
}
