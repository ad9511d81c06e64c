import type { Emit } from './emit.ts';
import { endSession } from './identity/session.ts';
import { guard } from './lib/guard.ts';
import { isHidden } from './lib/is-hidden.ts';
import { beginPage, page, settlePage } from './lib/page.ts';
import { openStorage, removeStored, writeStored } from './lib/storage.ts';
import { whenActivated } from './lib/when-activated.ts';
import type { Recorder } from './recorder.ts';
import type { Settings } from './settings.ts';
import { chooseConsent, consentGiven, openConsent } from './stages/consent.ts';
import { countDropped } from './stages/dropped.ts';
import { emitted } from './stages/emitted.ts';
import { envelopeAt } from './stages/envelope.ts';
import { clearQueue, enqueue } from './stages/queue.ts';
import { openTransport, send, sendSoon } from './stages/transport.ts';
import type { Telltale } from './telltale.ts';

/** Puts the stages together and starts the recorders: recorder → consent → envelope → queue → transport. */
export const assemble = (settings: Settings, recorders: readonly Recorder[]): Telltale => {
  // The one pipeline of this page, whoever started it: the tag or the npm library.
  const running = window as { __telltale?: Telltale };
  const already = running.__telltale;
  if (already) {
    console.warn('Telltale: this page starts it twice. The second start is ignored, so everything counts once.');
    return already;
  }

  const emit: Emit = (kind, properties, at = Date.now()) =>
    whenActivated(() => {
      if (consentGiven() === 'denied') return;
      // A property that is no JSON (a cycle, a BigInt) came from the site.
      if (!guard(() => enqueue(envelopeAt(at), kind, properties, at))) guard(() => countDropped('unreadable', 1));
      sendSoon();
      emitted(kind);
    });

  const forget = (): void => {
    for (const key of 'vsik') removeStored(key);
    endSession();
  };

  const telltale: Telltale = {
    track: (name, props) => emit('custom', { name, ...(props && { props }) }),
    identify(customerId, traits) {
      writeStored('i', customerId);
      emit('identify', { customerId, ...(traits && { traits }) });
    },
    page() {},
    consent(choice) {
      if (choice === consentGiven()) return;
      // Under the old choice; nothing links what follows to what came before.
      settlePage();
      chooseConsent(choice);
      if (choice === 'denied') clearQueue();
      beginPage(page.url, page.referrer);
    },
    reset() {
      settlePage();
      forget();
      beginPage(page.url, page.referrer);
    },
    variant: () => undefined,
    whySurvey: () => 'this site has no surveys',
    checkout: { step() {}, failure() {} },
    purchase: (order) => emit('purchase', order),
  };
  running.__telltale = telltale;

  const leave = (): void => {
    settlePage();
    send(true);
  };
  const leaveWhenHidden = (): void => {
    if (isHidden()) leave();
  };

  guard(() => {
    openStorage(settings.site);
    openConsent(settings.isCookieless);
    beginPage(location.href, document.referrer);
    for (const recorder of recorders)
      Object.assign(
        telltale,
        guard(() => recorder(emit as Parameters<Recorder>[0], settings)),
      );
    // While these come back up, so that whatever listens on the way down has emitted its last.
    addEventListener('visibilitychange', leaveWhenHidden);
    addEventListener('pagehide', leave);
    whenActivated(() => openTransport(settings.site, settings.collectUrl));
  });
  return telltale;
};
