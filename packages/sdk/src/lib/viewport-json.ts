let json = '';

/**
 * What follows an envelope's JSON up to its first event: the viewport's width and height in CSS pixels. Asked for when events
 * are sent, not when they happen, and once: while the page is not laid out, sizes cost a layout of their own.
 */
export const viewportJson = (): string => (json ||= `,"viewport":[${innerWidth},${innerHeight}],"events":[`);

/** The window has another size now. */
export const forgetViewport = (): void => {
  json = '';
};
