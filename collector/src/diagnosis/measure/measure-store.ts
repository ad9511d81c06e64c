import type { StoreLink } from '../../store-link.ts';
import type { StoreFacts } from '../facts.ts';
import type { QuestionTimes } from '../question-times.ts';

/** Whether the store answers, and how fast. It is asked, for the link to it notices only now and then that it is away. */
export const measureStore = async (storeLink: StoreLink, questionTimes: QuestionTimes): Promise<StoreFacts> => {
  const answers = await storeLink
    .current()
    ?.ping()
    .then(
      () => true,
      () => false,
    );
  const awayMs = await storeLink.awayMs();
  return { awayMs: answers ? 0 : Math.max(1, awayMs), ...questionTimes.read() };
};
