/** What the visitor really touched: inside open shadow roots too, where `target` shows only the host. */
export const targetOf = (event: Event): Element | undefined => {
  const [target] = event.composedPath();
  return target instanceof Element ? target : undefined;
};
