import type { PropertiesOf } from '@telltale/protocol';
import { closest } from '../../lib/closest.ts';
import { guard } from '../../lib/guard.ts';
import { listen } from '../../lib/listen.ts';
import { onPageSettled } from '../../lib/page.ts';
import { targetOf } from '../../lib/target-of.ts';

/** What happened in a field, without its checkout. */
type FieldProperties = Omit<PropertiesOf<'checkout_field'>, 'checkoutId'>;

/** One failure is told twice when the browser's validation and the site's own both see it. */
const SAME_FAILURE_MS = 500;

/** A field focused longer was left alone, or the computer slept. */
const MAX_VISIT_MS = 600_000;

interface FieldRecord {
  properties: FieldProperties;
  /** When the visitor last touched it since it was last told; 0 for not at all. */
  touchedAt: number;
  failedAt: number;
  /** The visit to a field during which it was last changed; 0 for none. Another change in a later visit refills it. */
  changedIn: number;
}

/** Watches the fields of checkouts. It sees that something is typed, never what. */
export interface FieldWatch {
  /** Tells what was gathered so far. */
  settle(): void;
  /** The site refused what stands in a field. */
  fail(field: string): void;
}

/** Calls `onField` for each field that was touched, when its step or page ends. */
export const watchFields = (
  attribute: string,
  onField: (properties: FieldProperties, at: number) => void,
): FieldWatch => {
  const records = new Map<string, FieldRecord>();
  let focused: FieldRecord | undefined;
  let focusedAt = 0;
  let visits = 1;

  const recordOf = (target: Element | undefined): FieldRecord | undefined => {
    const field = target?.getAttribute('name') || target?.id || target?.getAttribute('autocomplete');
    const step = target && closest(target, `[${attribute}]`)?.getAttribute(attribute);
    if (!field || !step) return undefined;
    const key = `${step} ${field}`;
    const record = records.get(key) ?? {
      properties: { step, field, focusedMs: 0, refills: 0, failures: 0 },
      touchedAt: 0,
      failedAt: 0,
      changedIn: 0,
    };
    records.set(key, record);
    return record;
  };

  const leave = (): void => {
    if (!focused) return;
    const now = Date.now();
    focused.properties.focusedMs += Math.min(now - focusedAt, MAX_VISIT_MS);
    focused.touchedAt = focusedAt = now;
  };

  const failRecord = (record: FieldRecord | undefined): void => {
    const now = Date.now();
    if (!record || now - record.failedAt < SAME_FAILURE_MS) return;
    record.failedAt = record.touchedAt = now;
    record.properties.failures++;
  };

  const settle = (): void => {
    leave();
    focused = undefined;
    for (const record of records.values()) {
      const { properties, touchedAt } = record;
      if (!touchedAt) continue;
      onField(properties, touchedAt);
      record.touchedAt = 0;
      record.properties = { step: properties.step, field: properties.field, focusedMs: 0, refills: 0, failures: 0 };
    }
  };

  listen('focusin', (event) => {
    leave();
    visits++;
    focused = recordOf(targetOf(event));
    focusedAt = Date.now();
  });
  listen('focusout', () => {
    leave();
    focused = undefined;
  });
  listen('input', (event) => {
    const target = targetOf(event);
    const record = recordOf(target);
    if (!record || record.changedIn === visits) return;
    if (record.changedIn) record.properties.refills++;
    record.changedIn = visits;
    record.touchedAt = Date.now();
    if (guard(() => target?.matches(':autofill'))) record.properties.isAutofilled = true;
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
        if (target instanceof Element && target.getAttribute('aria-invalid') === 'true') failRecord(recordOf(target));
    }),
  ).observe(document, { subtree: true, attributeFilter: ['aria-invalid'] });
  onPageSettled(settle);

  return {
    settle,
    fail(field) {
      for (const record of records.values()) if (record.properties.field === field) failRecord(record);
    },
  };
};
