import { guard } from '../lib/guard.ts';

/** A page that changes more often in a second is looked at less often: it is animated, not drawn anew. */
const MAX_AT_ONCE = 60;
const LOOK_EVERY_MS = 100;
const SECOND_MS = 1000;

/** Calls `look` each time that the page has changed, before it is painted; of its own changes nothing is heard. */
export const watchPage = (look: () => void): void => {
  let looks = 0;
  let isDue = false;

  const run = (): void => {
    isDue = false;
    guard(look);
    observer.takeRecords();
  };
  const observer = new MutationObserver(() => {
    if (!looks++)
      setTimeout(() => {
        looks = 0;
      }, SECOND_MS);
    if (looks <= MAX_AT_ONCE) run();
    else if (!isDue) {
      isDue = true;
      setTimeout(run, LOOK_EVERY_MS);
    }
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
};
