import type { PropertiesOf } from '@telltale/protocol';
import { MAX_LONG_TEXT_LENGTH, MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { hashText } from '../../lib/hash-text.ts';
import { listen } from '../../lib/listen.ts';
import { scrubText } from '../../lib/scrub-text.ts';
import type { Recorder } from '../../recorder.ts';

/** Different faults of one page; a page that fails without end says no more after these. */
const MAX_FAULTS = 10;

type Origin = PropertiesOf<'error'>['origin'];

/** Records what fails on the page, each fault once: uncaught exceptions, unhandled rejections, resources that do not load. */
export const error: Recorder = (emit: Emit) => {
  const known = new Set<string>();

  const record = (origin: Origin, fault: unknown, address = ''): void => {
    const { message = fault, stack } = (fault ?? {}) as Partial<Error>;
    const said = scrubText(String(message)).slice(0, MAX_LONG_TEXT_LENGTH);
    // Where it came from: the address without what changes from visit to visit.
    const source = scrubText(address || /(?:https?|file):[^\s)]+/.exec(stack ?? '')?.[0] || '').replace(
      /[?#][^:]*/,
      '',
    );
    // Numbers and quoted names differ within the same fault.
    const fingerprint = hashText(origin + said.replace(/\d+|(["'`]).*?\1/g, '') + source).toString(16);
    if (known.has(fingerprint) || known.size >= MAX_FAULTS) return;
    known.add(fingerprint);
    emit('error', { fingerprint, origin, message: said, ...(source && { source: source.slice(0, MAX_TEXT_LENGTH) }) });
  };

  listen('error', (event) => {
    const { target } = event;
    if (target instanceof Element) {
      const { src, href } = target as Partial<HTMLScriptElement & HTMLLinkElement>;
      record('resource', `${target.localName} did not load`, src ?? href);
    } else record('exception', event.error ?? event.message, event.filename && `${event.filename}:${event.lineno}`);
  });
  listen('unhandledrejection', ({ reason }) => record('rejection', reason));
  return undefined;
};
