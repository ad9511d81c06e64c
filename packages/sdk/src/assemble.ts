import type { Emit } from './emit.ts';
import { cutText } from './lib/cut-text.ts';
import { guard } from './lib/guard.ts';
import { tell } from './lib/hear.ts';
import { isHidden } from './lib/is-hidden.ts';
import { listen } from './lib/listen.ts';
import { beginPage, page } from './lib/page.ts';
import { openStorage, removeStored, writeStored } from './lib/storage.ts';
import { toJson } from './lib/to-json.ts';
import { whenActivated } from './lib/when-activated.ts';
import type { Recorder } from './recorder.ts';
import type { Settings } from './settings.ts';
import { chooseConsent, consentGiven, eraseUngranted, openConsent, rememberedChoice } from './stages/consent.ts';
import { envelopeAt } from './stages/envelope.ts';
import { clearQueue, countDropped, enqueue, keeper, type Waiting } from './stages/queue.ts';
import { openTransport, send, sendSoon } from './stages/transport.ts';
import type { Telltale } from './telltale.ts';

/** What a method does whose recorder is not there. */
const nothing = (): undefined => undefined;

/** What runs on a page, and its ear for another one: the collector hears of it with the next batch. */
type Running = Telltale & { twice?: () => void };

/** Puts the stages together and starts the recorders: recorder → consent → envelope → queue → transport. */
export const assemble = (settings: Settings, recorders: Iterable<Recorder>): Telltale => {
  // The one pipeline of this page, whoever started it: the tag or the npm library.
  const here = window as { __telltale?: Running };
  const running = here.__telltale;
  if (running) {
    console.warn('Telltale twice: one counts');
    // The other one may be of an older library.
    running.twice?.();
    return running;
  }

  let seq = 0;
  /** What happens before every part has started, or while the browser prerenders the page. */
  let early: Set<() => void> | undefined = new Set();

  const emit: Emit = (kind, properties, at = Date.now()) => {
    const take = (): void => {
      if (consentGiven === 'denied') return;
      try {
        const event = { kind, at, seq: seq++, properties };
        const one: Waiting = [envelopeAt(at), toJson(event)];
        enqueue(one);
        keeper.added?.(one);
        sendSoon();
        tell('emitted', event);
      } catch {
        // A property that is no JSON (a cycle, a BigInt) came from the site.
        countDropped('unreadable');
      }
    };
    if (early) early.add(take);
    else take();
  };

  /** What follows is not linked to what came before: not even by the page. */
  const beginAnew = <Choice>(change: (choice: Choice) => void, choice: Choice): void => {
    tell('settled');
    change(choice);
    tell('renewed');
    beginPage(page.url, page.referrer);
  };

  const telltale: Running = {
    twice: () => countDropped('twice'),
    track: (name, props) => emit('custom', { name: cutText(name), props }),
    identify(customerId, traits) {
      // Templates write a number where the id is one.
      const id = Number.isFinite(customerId) ? `${customerId}` : customerId;
      // Nobody is signed in, which templates also write as 0; or no customer at all, and every batch would be refused, or none could be written.
      if (!customerId || cutText(id) !== id) return;
      writeStored('i', id);
      emit('identify', { customerId: id, traits });
    },
    page: nothing,
    consent(choice) {
      if (choice !== consentGiven) beginAnew(chooseConsent, choice);
      // Now: it may be given again before anything is sent.
      if (consentGiven === 'denied') clearQueue();
    },
    reset: () =>
      beginAnew((keys) => {
        for (const key of keys) removeStored(key);
      }, 'vsik'),
    variant: nothing,
    survey: { show: nothing, explain: nothing },
    checkout: { step: nothing, failure: nothing },
    purchase: (order) => emit('purchase', order),
  };
  here.__telltale = telltale;

  guard(() => {
    const leave = (): void => {
      tell('settled');
      send(true);
    };
    openStorage(settings.site);
    // Another tab may have kept something since, which had not heard of the choice.
    eraseUngranted();
    openConsent(settings);
    // Another tab may have chosen, also while this page was in the back/forward cache; cookies tell nobody that they changed. Before any
    // recorder hears of it.
    listen('storage pageshow pagehide visibilitychange', () => telltale.consent(rememberedChoice() ?? consentGiven));
    beginPage(location.href, document.referrer);
    for (const recorder of recorders)
      Object.assign(
        telltale,
        guard(() => recorder(emit as Parameters<Recorder>[0], settings)),
      );
    // While these come back up, so that whatever listens on the way down has emitted its last.
    addEventListener('visibilitychange', () => {
      if (isHidden()) leave();
    });
    addEventListener('pagehide', leave);
    const begin = (): void => {
      for (const take of early ?? []) take();
      early = undefined;
      openTransport(settings);
    };
    whenActivated(begin);
  });
  return telltale;
};
