/** What the visitor really touched: inside open shadow roots too, where `target` shows only the host. */
export const targetOf = (event: Event): EventTarget | undefined => event.composedPath()[0];
