import type { Telltale } from './telltale.ts';

/** Where nothing is recorded: the same calls, without effect. */
export const idle: Telltale = {
  track() {},
  identify() {},
  page() {},
  consent() {},
  reset() {},
  variant: () => undefined,
  survey: { show() {}, explain: () => undefined },
  checkout: { step() {}, failure() {} },
  purchase() {},
};
