import type { PropertiesOf } from '@telltale/protocol';
import { MAX_LONG_TEXT_LENGTH, MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { cutText } from '../../lib/cut-text.ts';
import { hashText } from '../../lib/hash-text.ts';
import { later } from '../../lib/later.ts';
import { listen } from '../../lib/listen.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import type { Recorder } from '../../recorder.ts';

/** Different faults of one page; a page that fails without end says no more after these. */
const MAX_FAULTS = 10;

/** Not the page's: what the visitor's extensions do, and a warning of the browser's that means nothing is wrong. */
const foreign = /extension:|^ResizeObserver/;

/** Within the same fault numbers and quoted values differ; from release to release lines and the names of built files. */
const varying = /(["'`])(?!\w+\1).*?\1|\w*\d\w*|-[\w-]{8}(?=\.)/g;

type Origin = PropertiesOf<'error'>['origin'];

/** Records what fails on the page, each fault once: uncaught exceptions, unhandled rejections, resources that do not load. */
export const error: Recorder = later((emit: Emit) => {
  const known = new Set<string>();

  const record = (origin: Origin, fault: unknown, address?: unknown): void => {
    const { message = fault, stack } = (fault ?? {}) as Partial<Error>;
    const said = cutText(scrubText(String(message)), MAX_LONG_TEXT_LENGTH);
    // Where it came from: the address without what changes from visit to visit.
    const [source] = /[\w-]+:\/\/[^\s)?#]+/.exec(`${stack} ${address}`) ?? [''];
    if (foreign.test(said + source)) return;
    const fingerprint = hashText((origin + said + source).replace(varying, '')).toString(16);
    if (known.has(fingerprint) || known.size >= MAX_FAULTS) return;
    known.add(fingerprint);
    emit('error', {
      fingerprint,
      origin,
      message: said,
      source: scrubText(source).slice(0, MAX_TEXT_LENGTH) || undefined,
    });
  };

  listen('error', ({ target, error, message, filename }) => {
    if (target instanceof Element) {
      const { localName, src, href } = target as Partial<HTMLScriptElement & HTMLLinkElement>;
      record('resource', `${localName} did not load`, src ?? href);
    } else record('exception', error ?? message, filename);
  });
  listen('unhandledrejection', ({ reason }) => record('rejection', reason));
  return undefined;
});
