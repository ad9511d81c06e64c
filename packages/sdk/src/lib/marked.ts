/** Selectors of the elements that are treated unlike the others. A site's settings may add to them. */
export const marked = {
  /** Nothing that happens in them is recorded. */
  ignored: '[data-tt-ignore]',
  /** What they say is never recorded. */
  masked: '[data-tt-mask]',
  /** Clicks in them record what they say. */
  spoken: '[data-tt-text]',
};
