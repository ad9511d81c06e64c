import { markBy } from './mark-by.ts';

export const ignoredSelectors = /* @__PURE__ */ markBy('ignored', 'ignoredSelectors');

export const maskedSelectors = /* @__PURE__ */ markBy('masked', 'maskedSelectors');

export const textSelectors = /* @__PURE__ */ markBy('spoken', 'textSelectors');
