import type { PropertiesOf } from '@telltale/protocol';
import { cutText } from '../../lib/cut-text.ts';
import { guard } from '../../lib/guard.ts';
import { hear } from '../../lib/hear.ts';
import { listen } from '../../lib/listen.ts';
import { targetOf } from '../../lib/target-of.ts';

/** What happened in a field, without its checkout. */
export type FieldProperties = Omit<PropertiesOf<'checkout_field'>, 'checkoutId'>;

/** One failure is told twice when the browser's validation and the site's own both see it. */
const SAME_FAILURE_MS = 500;

/** A field focused longer was left alone, or the computer slept. */
const MAX_VISIT_MS = 600_000;

interface FieldRecord {
  properties: FieldProperties;
  /** When the visitor last touched it since it was last told; 0 for not at all. */
  at: number;
  failedAt: number;
  /** The visit to a field during which it was last changed; 0 for none. Another change in a later visit refills it. */
  changedIn: number;
}

/** Nothing but the field itself. */
const nothing = { focusedMs: 0, refills: 0, failures: 0, isPasted: undefined, isAutofilled: undefined };

/**
 * Watches the fields of checkouts: it sees that something is typed, never what. Calls `onField` for each field that was
 * touched, when its step or page ends. `stepOf` tells which step an element is in. Returns what tells it all at once, and
 * what to call when the site itself refuses what stands in a field of this name.
 */
export const watchFields = (
  stepOf: (element: Element) => string | undefined,
  onField: (properties: FieldProperties, at: number) => void,
): [settle: () => void, fail: (field: string) => void] => {
  const records = new Map<string, FieldRecord>();
  let focused: FieldRecord | undefined;
  let focusedAt = 0;
  let visits = 1;

  /** The record of the field that an event is about, if it is a checkout's. */
  const recordOf = (target: Element | undefined): FieldRecord | undefined => {
    const field = cutText(target?.getAttribute('name') || target?.id || target?.getAttribute('autocomplete') || '');
    const step = target && stepOf(target);
    if (!field || !step) return undefined;
    const key = `${step} ${field}`;
    const record = records.get(key) ?? { properties: { step, field, ...nothing }, at: 0, failedAt: 0, changedIn: 0 };
    records.set(key, record);
    return record;
  };

  const leave = (): void => {
    if (!focused) return;
    focused.at = Date.now();
    focused.properties.focusedMs += Math.max(0, Math.min(focused.at - focusedAt, MAX_VISIT_MS));
    focused = undefined;
  };

  const failRecord = (record: FieldRecord | undefined): void => {
    const now = Date.now();
    if (!record || now - record.failedAt < SAME_FAILURE_MS) return;
    record.failedAt = record.at = now;
    record.properties.failures++;
  };

  const settle = (): void => {
    leave();
    for (const record of records.values()) {
      const { properties, at } = record;
      if (!at) continue;
      record.at = 0;
      onField(properties, at);
      Object.assign(properties, nothing);
    }
  };

  listen('focusin', (event) => {
    leave();
    visits++;
    focused = recordOf(targetOf(event));
    focusedAt = Date.now();
  });
  listen('focusout', leave);
  listen('input', (event) => {
    const target = targetOf(event);
    const record = recordOf(target);
    if (!record) return;
    if (record.changedIn && record.changedIn !== visits) record.properties.refills++;
    record.changedIn = visits;
    record.at = Date.now();
    // The last thing: browsers that do not know it throw.
    if (target?.matches(':autofill')) record.properties.isAutofilled = true;
  });
  listen('paste', (event) => {
    const record = recordOf(targetOf(event));
    if (record) record.properties.isPasted = true;
  });
  listen('invalid', (event) => failRecord(recordOf(targetOf(event))));
  // Sites that validate by themselves say so to assistive technology.
  new MutationObserver((changes) =>
    guard(() => {
      for (const { target } of changes)
        if ((target as Element).getAttribute('aria-invalid') === 'true') failRecord(recordOf(target as Element));
    }),
  ).observe(document, { subtree: true, attributeFilter: ['aria-invalid'] });
  hear('settled', settle);

  return [
    settle,
    (field) => {
      const name = cutText(field);
      for (const record of records.values()) if (record.properties.field === name) failRecord(record);
    },
  ];
};
