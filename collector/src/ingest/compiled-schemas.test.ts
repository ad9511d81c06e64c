import { inspect, isDeepStrictEqual } from 'node:util';
import {
  batchSchema,
  eventKinds,
  eventSchema,
  MAX_LONG_TEXT_LENGTH,
  MAX_NAME_LENGTH,
  MAX_TEXT_LENGTH,
  MAX_URL_LENGTH,
  serverEventSchema,
} from '@telltale/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostileEvents } from '../../../tests/fixtures/hostile-events.ts';
import { arbitraryOf, bent, type WireJsonSchema } from '../../../tests/fixtures/schema-arbitrary.ts';
import { readBySchema } from '../lib/read-by-schema.ts';
import { compiledBatchSchema, compiledEventSchema, compiledServerEventSchema } from './compiled-schemas.ts';

/** The same cases each time; `pnpm fuzz:ingest` tries others, a tenth as many of each schema as it throws at the collector. */
const CASES = Math.ceil(Number(process.env.FUZZ_CASES ?? 0) / 10);
const run = (numRuns: number): fc.Parameters<unknown> => ({ numRuns, seed: 20_251_122 });
const options = { timeout: CASES > 0 ? 0 : 60_000 };

/** Stands for the answer when the compiled path was not sure. */
const unsure = Symbol('unsure');

/** Reads by the compiled path alone: where it would ask the schema, it says so. */
const onlyCompiled = (schema: z.ZodType) => {
  const probe = Object.assign(schema.clone(), { safeParse: () => ({ data: unsure }) });
  const compiled = z.compile(probe, { strict: true });
  return (value: unknown): unknown => compiled.safeParse(value).data;
};

const jsonSchemaOf = (schema: z.ZodType) => z.toJSONSchema(schema) as WireJsonSchema;
const schemas: [string, z.ZodType, z.ZodType][] = [
  ['a batch', batchSchema, compiledBatchSchema],
  ['an event', eventSchema, compiledEventSchema],
  ["a server's event", serverEventSchema, compiledServerEventSchema],
];

describe.each(schemas)('%s, read by the compiled schema,', (_, schema, compiled) => {
  const read = onlyCompiled(schema);
  expect(compiled).not.toBe(schema);
  const valid = arbitraryOf(jsonSchemaOf(schema));
  const asJson = fc
    .oneof(
      hostileEvents(1),
      valid.map((value) => [JSON.stringify(value)]),
    )
    .map((events): unknown => JSON.parse(events[0] ?? 'null'));

  it('is what the schema itself makes of it wherever the compiled path says yes, whatever was sent', options, () => {
    let sure = 0;
    fc.assert(
      fc.property(fc.oneof(valid, bent(valid), bent(asJson), asJson), (value) => {
        const data = read(value);
        if (data === unsure) return;
        sure += 1;
        const judged = schema.safeParse(value);
        expect(judged.error).toBeUndefined();
        expect(isDeepStrictEqual(data, judged.data)).toBe(true);
        // Names stand in the same order.
        expect(inspect(data, { depth: 6 })).toBe(inspect(judged.data, { depth: 6 }));
      }),
      CASES > 0 ? { numRuns: CASES } : run(2_000),
    );
    expect(sure).toBeGreaterThan(500);
  });

  it('is refused in the same words as by the schema itself', options, () => {
    fc.assert(
      fc.property(bent(valid), (value) => {
        const [one, other] = [readBySchema(compiled, value), readBySchema(schema, value)];
        expect(one.error?.issues).toEqual(other.error?.issues);
      }),
      run(300),
    );
  });
});

describe('what a sender should send', () => {
  const variantsOf = (schema: z.ZodType) => jsonSchemaOf(schema).oneOf ?? [];
  const compiledPaths = { event: onlyCompiled(eventSchema), server: onlyCompiled(serverEventSchema) };
  const kinds = eventKinds.map(({ kind }, index) => [kind, index] as const);

  it.each(kinds)('is sure to be read at once when it is a %s', options, (kind, index) => {
    for (const [path, schema] of [
      ['event', eventSchema],
      ['server', serverEventSchema],
    ] as const) {
      const variant = variantsOf(schema)[index] ?? {};
      expect(variant.properties?.kind?.const).toBe(kind);
      fc.assert(
        fc.property(arbitraryOf(variant), (value) => {
          expect(compiledPaths[path](value)).toStrictEqual(schema.parse(value));
        }),
        run(100),
      );
    }
  });

  it('is sure to be read at once when it is a batch', options, () => {
    const read = onlyCompiled(batchSchema);
    fc.assert(
      fc.property(arbitraryOf(jsonSchemaOf(batchSchema)), (value) => {
        expect(read(value)).toStrictEqual(batchSchema.parse(value));
      }),
      run(300),
    );
  });
});

describe('the length of a text', () => {
  const at = { at: 1_760_000_000_000, seq: 0 };
  const custom = (properties: object) => ({ ...at, kind: 'custom', properties });
  const ids = { sessionId: '0'.repeat(16), pageId: '0'.repeat(16) };
  const address = (url: string) => ({ v: 1, site: 's', sentAt: at.at, envelopes: [{ ...ids, url, events: [{}] }] });
  const error = { fingerprint: 'f', origin: 'exception' };
  const places: [string, number, z.ZodType, z.ZodType, (text: string) => unknown][] = [
    ['a name', MAX_NAME_LENGTH, eventSchema, compiledEventSchema, (name) => custom({ name })],
    ['a key', MAX_NAME_LENGTH, eventSchema, compiledEventSchema, (key) => custom({ name: 'n', props: { [key]: 1 } })],
    ['a text', MAX_TEXT_LENGTH, eventSchema, compiledEventSchema, (text) => custom({ name: 'n', props: { text } })],
    [
      "a visitor's own words",
      MAX_LONG_TEXT_LENGTH,
      eventSchema,
      compiledEventSchema,
      (message) => ({ ...at, kind: 'error', properties: { ...error, message } }),
    ],
    ['an address', MAX_URL_LENGTH, batchSchema, compiledBatchSchema, address],
  ];

  it.each(places)(
    'of %s is counted in characters, not in halves of them: up to %i',
    (what, most, schema, compiled, of) => {
      // Letters of one and two UTF-16 code units, and what is no key: an emoji, half a one.
      const characters = ['x', 'ش', '𐤀', ...(what === 'a key' ? [] : ['😀', '\ud83d'])];
      for (const character of characters)
        for (const one of [schema, compiled]) {
          const judge = (length: number) => one.safeParse(of(character.repeat(length))).success;
          expect([character, judge(most), judge(most + 1)]).toEqual([character, true, false]);
        }
    },
  );
});
