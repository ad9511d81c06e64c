import type { Store } from '@telltale/store';
import type { Logger } from 'pino';
import type { Site } from '../sites/site.ts';
import type { BoardMails, BookedSending, KeptSchedule, Sending } from './board-mails.ts';
import { type Mailer, RecipientRefused, type WrittenMail } from './mailer.ts';
import { lastDue, type MailLanguage } from './schedule.ts';

/** What sends boards when they are due. */
export interface Mails {
  /** Resolves when the mail that is under way is done; the others go on at the next start. */
  stop(): Promise<void>;
}

/** A board that is to be written. */
interface Wanted {
  site: Site;
  boardId: string;
  language: MailLanguage;
  signal: AbortSignal;
}

export interface MailsOptions {
  /** Undefined: the settings name no server, and nothing is sent. */
  mailer: Mailer | undefined;
  book: BoardMails;
  siteById: (id: string) => Site | undefined;
  /** The store, or nothing while it was never reached. */
  store: () => Pick<Store, 'documents'> | undefined;
  /** The board as a mail; undefined where there is no such board any more. @throws where trying again may help */
  write: (wanted: Wanted) => Promise<WrittenMail | undefined>;
  log: Logger;
  nowMs: () => number;
  /** Default 20 s. */
  lookEveryMs?: number;
}

const LOOK_EVERY_MS = 20_000;
const MINUTE_MS = 60_000;
/** After a try that failed it is waited so long; after the last one it is given up. */
const RETRY_AFTER_MS = [1, 5, 15, 60, 180].map((minutes) => minutes * MINUTE_MS);
/** Whoever is at it and noted nothing for this long is taken for dead: answering a full board may take a while. */
const STALE_MS = 10 * MINUTE_MS;

const fresh = (day: string, dueAt: number): Sending => ({
  day,
  dueAt,
  status: 'waiting',
  sentTo: [],
  refused: [],
  tries: 0,
  nextTryAt: null,
  message: '',
  at: 0,
});

/**
 * Starts to send the boards that are due, each once for a due time: what became of it stands in the store, so that another collector,
 * or this one after a restart, sends no second one. After a crash in the middle of a mail that one is sent again as the same message.
 */
export const startMails = (options: MailsOptions): Mails => {
  const { mailer, book, siteById, store, write, log, nowMs, lookEveryMs = LOOK_EVERY_MS } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** Sent by this process, and not yet noted because the store was away. */
  const unnoted = new Set<string>();
  let looking: Promise<void> | undefined;

  /** What is to be done now about a schedule; undefined: nothing. */
  const wanted = (schedule: KeptSchedule, site: Site, booked: BookedSending | undefined): Sending | undefined => {
    const now = nowMs();
    const { day, at } = lastDue(schedule, site, now);
    const latest = booked?.sending;
    if (!latest || latest.day < day) return at >= schedule.since ? fresh(day, at) : undefined;
    const isDue = latest.status === 'waiting' && latest.nextTryAt !== null && latest.nextTryAt <= now;
    const isLeft = latest.status === 'sending' && now - latest.at > STALE_MS;
    return isDue || isLeft ? latest : undefined;
  };

  /** Sends to those who do not have it. @returns what became of it, or nothing when another collector took over */
  const sendAll = async (schedule: KeptSchedule, mail: WrittenMail, taken: BookedSending) => {
    const { siteId, boardId, recipients } = schedule;
    const identity = `${siteId} ${boardId} ${taken.sending.day}`;
    let booked: BookedSending | undefined = taken;
    for (const recipient of recipients) {
      const { sending, version }: BookedSending = booked;
      if (sending.sentTo.includes(recipient) || sending.refused.some((one) => one.recipient === recipient)) continue;
      if (signal.aborted) return booked;
      const change: Partial<Sending> = {};
      try {
        const name = `${identity} ${recipient}`;
        if (!unnoted.has(name)) await mailer?.send(mail, recipient, identity);
        unnoted.add(name);
        change.sentTo = [...sending.sentTo, recipient];
      } catch (error) {
        if (!(error instanceof RecipientRefused)) throw error;
        change.refused = [...sending.refused, { recipient, message: error.message.slice(0, 300) }];
      }
      booked = await book.note(schedule, { ...sending, ...change, at: nowMs() }, version);
      unnoted.delete(`${identity} ${recipient}`);
      if (!booked) return undefined;
    }
    return booked;
  };

  const carryOut = async (schedule: KeptSchedule, site: Site, taken: BookedSending) => {
    const { boardId, language } = schedule;
    let booked: BookedSending | undefined = taken;
    const end = async (change: Partial<Sending>) => {
      if (booked) await book.note(schedule, { ...booked.sending, ...change, at: nowMs() }, booked.version);
    };
    try {
      const mail = await write({ site, boardId, language, signal });
      if (!mail) return void (await book.remove(schedule, 'mail'));
      booked = await sendAll(schedule, mail, taken);
      const isWhole = !signal.aborted;
      await end(isWhole ? { status: 'sent', nextTryAt: null, message: '' } : { status: 'waiting', nextTryAt: nowMs() });
    } catch (error) {
      // What was sent before stands in the store already: read again, so that nobody gets it twice.
      booked = await book.sending(schedule);
      const waitMs = RETRY_AFTER_MS[taken.sending.tries - 1];
      const message = error instanceof Error ? error.message.slice(0, 300) : String(error);
      if (signal.aborted) return end({ status: 'waiting', nextTryAt: nowMs() });
      log.warn({ err: error, board: boardId, tries: taken.sending.tries }, 'a board could not be sent');
      await end(
        waitMs === undefined
          ? { status: 'failed', nextTryAt: null, message }
          : { status: 'waiting', nextTryAt: nowMs() + waitMs, message },
      );
    }
  };

  const look = async () => {
    if (!mailer || !store()) return;
    for (const schedule of await book.schedules()) {
      if (signal.aborted) return;
      const site = siteById(schedule.siteId);
      const booked = site && (await book.sending(schedule));
      const next = site && wanted(schedule, site, booked);
      if (!site || !next) continue;
      const { tries } = next;
      const claim: Sending = { ...next, status: 'sending', tries: tries + 1, nextTryAt: null, at: nowMs() };
      const taken = await book.note(schedule, claim, booked?.version ?? 0);
      if (taken) await carryOut(schedule, site, taken);
    }
  };

  const lookAgain = () => {
    if (signal.aborted) return;
    looking ??= look()
      .catch((err: unknown) => log.warn({ err }, 'the boards that are due could not be sent; it is tried again'))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(lookAgain, lookEveryMs).unref();

  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await looking;
    },
  };
};
