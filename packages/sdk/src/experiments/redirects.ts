import { readStored, removeStored, writeStored } from '../lib/storage.ts';
import { fromJson, toJson } from '../lib/to-json.ts';
import type { Recorder } from '../recorder.ts';
import type { TellExperiment } from './experimenting.ts';
import { redirecting } from './redirecting.ts';

/** Whoever has not arrived by then did something else. */
const ARRIVAL_WITHIN_MS = 60_000;

/** No page is hidden for longer, wherever it leads. */
const HIDDEN_MS = 1000;

/** More redirects than can be on their way. */
const MAX_KEPT = 10;

/** A redirect on its way: kept in the browser until the tag has taken it, so that no exposure is lost. */
interface Redirect {
  experiment: string;
  variant: string;
  /** Epoch ms. */
  leftAt: number;
  /** The path that was left. */
  from: string;
  /** Where the visitor came from before that. */
  referrer: string;
  /** Epoch ms; absent while the visitor has not been seen to arrive. */
  arrivedAt?: number;
}

const readRedirects = (): Redirect[] => fromJson(readStored('z') ?? '[]');

const isOnItsWay = ({ leftAt, arrivedAt }: Redirect): boolean =>
  arrivedAt === undefined && Date.now() - leftAt < ARRIVAL_WITHIN_MS;

/**
 * Leads to a variant's own page, with the query and the hash of this one, in its place in the history. False when that was just tried
 * and led back here: the visitor stays.
 */
const leaveFor = (path: string, about: { experiment: string; variant: string }): boolean => {
  const { pathname, search, hash } = location;
  const known = readRedirects();
  for (const one of known)
    if (one.experiment === about.experiment && one.from === pathname && isOnItsWay(one)) return false;
  const leaving: Redirect = { ...about, leftAt: Date.now(), from: pathname, referrer: document.referrer };
  writeStored('z', toJson([...known.slice(1 - MAX_KEPT), leaving]));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':root{visibility:hidden!important}');
  document.adoptedStyleSheets.push(sheet);
  setTimeout(() => sheet.replaceSync(''), HIDDEN_MS);
  location.replace(path + search + hash);
  return true;
};

/** Marks what arrives on this page. Answers where the visitor came from before the redirect, if that led here. */
const arriveHere = (): string | undefined => {
  let referrer: string | undefined;
  const redirects = readRedirects();
  for (const one of redirects)
    if (isOnItsWay(one) && one.from !== location.pathname) {
      one.arrivedAt = Date.now();
      referrer = one.referrer;
    }
  if (redirects[0]) writeStored('z', toJson(redirects));
  return referrer;
};

/** Tells the redirects there were, and who arrived; then they are the tag's to deliver. */
const tellRedirects = (tell: TellExperiment): void => {
  for (const { experiment, variant, leftAt, arrivedAt } of readRedirects()) {
    tell('variant_redirect', { experiment, variant }, leftAt);
    if (arrivedAt !== undefined) tell('exposure', { experiment, variant }, arrivedAt);
  }
  removeStored('z');
};

/** Variants that are pages of their own. */
export const redirects: Recorder = () => {
  Object.assign(redirecting, { leave: leaveFor, arrive: arriveHere, tell: tellRedirects });
  return undefined;
};
