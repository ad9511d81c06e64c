import { isbot } from 'isbot';
import { createMemo } from '../../lib/memo.ts';
import type { Enricher } from './enricher.ts';

const isKnownBot = createMemo(5_000, (userAgent) => isbot(userAgent));

/** Keeps bots apart, with the reason: `automated` (the browser says so), `no_user_agent`, `user_agent` (it names itself). */
export const bot: Enricher = {
  name: 'bot',
  enrich: ({ envelope, arrival: { userAgent } }) => {
    const reason = envelope.isAutomated
      ? 'automated'
      : userAgent === ''
        ? 'no_user_agent'
        : isKnownBot(userAgent)
          ? 'user_agent'
          : '';
    return { is_bot: reason ? 1 : 0, bot_reason: reason };
  },
};
