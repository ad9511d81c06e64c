import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createGrouping, groupOf, isCheckLine } from './group-check.ts';
import { isSound } from './is-sound.ts';
import { mendSegment } from './mend-segment.ts';
import { type MendedSegment, openSpool } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'integrity-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NOW = 1_000_000;
const event = (number: number, more = '') => `{"site_id":"shop","received_at":7,"n":${number}${more}}\n`;
const write = async (...bytes: (Buffer | string)[]) => {
  const file = path.join(folder, 'segment');
  await writeFile(file, Buffer.concat(bytes.map((part) => Buffer.from(part))));
  return file;
};
const group = (...lines: string[]) => groupOf(Buffer.from(lines.join('')));
const linesOf = async (file: string) =>
  (await readFile(file, 'utf8')).split('\n').filter((line) => line && !isCheckLine(line));
const counted = (events: number) =>
  JSON.stringify({
    site_id: 'shop',
    received_at: 7,
    record: 'set_aside',
    note: JSON.stringify(events === 1 ? {} : { events }),
  });
const flipBit = (bytes: Buffer, bit: number) => {
  const flipped = Buffer.from(bytes);
  flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return flipped;
};
/** One bit in the first event's number: the line still reads well. */
const damagedGroup = (bytes: Buffer) => flipBit(bytes, (bytes.indexOf('"n":') + 4) * 8);

describe('a segment', () => {
  it('is sound as it was written, however its groups lie across the windows in which it is read', async () => {
    const large = event(1, `,"x":"${'x'.repeat(300_000)}"`);
    for (const shift of [0, 1, 20, 40, 60, 61, 62, 63, 64, 65, 100]) {
      const filler = event(2, `,"x":"${'y'.repeat(1024 * 1024 - 300_000 - shift)}"`);
      expect(await isSound(await write(group(large, filler), group(event(3)), group(large))), `shift ${shift}`).toBe(
        true,
      );
    }
    expect(await isSound(await write())).toBe(true);
  });

  it('is the same whether its lines come as bytes or as texts, whatever is in them', () => {
    const groupOfTexts = createGrouping();
    const line = fc.string({ unit: 'binary' }).map((text) => `${text}\n`);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(groupOfTexts(lines).equals(groupOf(Buffer.from(lines.join(''))))).toBe(true);
      }),
    );
    // More than it keeps memory for, and less again.
    for (const lines of [[`${'ش'.repeat(600_000)}\n`], ['{}\n']])
      expect(groupOfTexts(lines).equals(groupOf(Buffer.from(lines.join(''))))).toBe(true);
  });

  it('shows a bit that was flipped, wherever it is', async () => {
    const sound = Buffer.concat([group(event(1), event(2)), group(event(3))]);
    for (let bit = 0; bit < sound.length * 8; bit += 3)
      expect(await isSound(await write(flipBit(sound, bit))), `bit ${bit} of ${sound.length * 8}`).toBe(false);
  }, 60_000);

  it('is not sound when something lies behind its last group, or when a group is missing its end', async () => {
    const whole = group(event(1));
    expect(await isSound(await write(whole, event(2)))).toBe(false);
    for (let length = 1; length < whole.length; length += 1)
      expect(await isSound(await write(whole.subarray(0, length))), `${length} bytes`).toBe(false);
  });
});

describe('a damaged segment', () => {
  const groups = [group(event(1)), group(event(2), event(3)), group(event(4))] as const;
  const mend = (file: string, isOpen = false) => mendSegment(file, { isOpen, nowMs: NOW });

  it.each([false, true])(
    'gives up the group that is damaged, and no other (written to when it broke: %s)',
    async (isOpen) => {
      const middle = damagedGroup(groups[1]);
      const file = await write(groups[0], middle, groups[2]);
      const sizeBytes = async () => (await readFile(file)).length;
      expect(await mend(file, isOpen)).toEqual({
        sizeBytes: await sizeBytes(),
        tornBytes: 0,
        damagedBytes: middle.length,
        damagedEvents: 2,
      });
      expect(await linesOf(file)).toEqual([event(1).trim(), event(4).trim(), counted(2)]);
      expect(await readFile(`${file}.damaged`)).toEqual(middle);
      expect(await isSound(file)).toBe(true);
      expect(await mend(file)).toBeUndefined();
    },
  );

  it('whose check is damaged gives up that group alone', async () => {
    const middle = groups[1].subarray(0, -5);
    const file = await write(groups[0], Buffer.concat([middle, Buffer.from('zz"}\n')]), groups[2]);
    expect(await mend(file)).toMatchObject({ damagedEvents: 2, tornBytes: 0 });
    expect(await linesOf(file)).toEqual([event(1).trim(), event(4).trim(), counted(2)]);
  });

  it('that is all damage leaves its counts', async () => {
    const file = await write(damagedGroup(groups[1]));
    expect(await mend(file)).toMatchObject({ damagedEvents: 2 });
    expect(await linesOf(file)).toEqual([counted(2)]);
  });

  it('that was being written: a last group that had its check is damaged and counted, the rest is a torn tail', async () => {
    const last = damagedGroup(groups[2]);
    const file = await write(groups[0], last, event(5));
    expect(await mend(file, true)).toMatchObject({
      damagedBytes: last.length,
      damagedEvents: 1,
      tornBytes: event(5).length,
    });
    expect(await linesOf(file)).toEqual([event(1).trim(), counted(1)]);
    expect(await readFile(`${file}.torn`, 'utf8')).toBe(event(5));
  });

  it('keeps every group that is whole, whichever bytes are overwritten, and stores no line that was not written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(999), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.boolean(),
        async (numbers, place, noise, isOpen) => {
          const written = numbers.map((ns) => group(...ns.map((n) => event(n))));
          const bytes = Buffer.concat(written);
          const at = place % bytes.length;
          bytes.set(noise.subarray(0, bytes.length - at), at);
          const file = await write(bytes);
          await mend(file, isOpen);
          let offset = 0;
          const whole = written.flatMap((group, index) => {
            const isWhole = bytes.subarray(offset, offset + group.length).equals(group);
            offset += group.length;
            return isWhole ? (numbers[index] ?? []) : [];
          });
          const kept = (await linesOf(file)).filter((line) => !line.includes('"record"'));
          expect(kept.map((line) => `${line}\n`)).toEqual(whole.map((n) => event(n)));
          expect(await isSound(file)).toBe(true);
          for (const name of await readdir(folder)) await rm(path.join(folder, name));
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);
});

describe('the spool', () => {
  it('finds damage in what an earlier process left, sealed or not, tells it, and goes on', async () => {
    const before = await openSpool({ folder, maxBytes: 1e9 });
    const sealed = await before.append(event(1));
    await before.append(event(2));
    await before.seal();
    const open = await before.append(event(3));
    await before.append(event(4));
    const damage = async (name: string, from: string, to: string) => {
      const file = path.join(folder, name);
      await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
    };
    await damage(`${sealed}.ndjson`, '"n":1', '"n":9');
    await damage(`${open}.open`, '"n":3', '"n":8');
    await appendFile(path.join(folder, `${open}.open`), '{"torn');

    const mended: MendedSegment[] = [];
    const spool = await openSpool({ folder, maxBytes: 1e9, onMended: (one) => mended.push(one) });
    expect(mended).toMatchObject([{ token: open, damagedEvents: 1, tornBytes: 6 }]);
    const lines: string[] = [];
    for await (const segment of spool.checkedLeftovers()) lines.push(...(await linesOf(segment.path)));
    expect(mended).toMatchObject([{ token: open }, { token: sealed, damagedEvents: 1, tornBytes: 0 }]);
    expect(lines).toEqual([event(2).trim(), counted(1), event(4).trim(), counted(1)]);
    const sizes = await Promise.all(spool.sealed().map(async ({ path: file }) => (await readFile(file)).length));
    expect(spool.sizeBytes()).toBe(sizes.reduce((sum, size) => sum + size, 0));
    expect((await readdir(folder)).filter((name) => /damaged|torn/.test(name)).toSorted()).toEqual([
      `${sealed}.ndjson.damaged`,
      `${open}.open.damaged`,
      `${open}.open.torn`,
    ]);
    await spool.close();
  });

  it('starts though a segment cannot be mended, as on a full disk, and mends it before it is handed over', async () => {
    const before = await openSpool({ folder, maxBytes: 1e9 });
    const token = await before.append(event(1));
    const file = path.join(folder, `${token}.open`);
    await appendFile(file, '{"torn');
    // As good as a disk on which nothing can be kept beside.
    await mkdir(`${file}.torn`);
    const mended: MendedSegment[] = [];
    const onUnreadable = vi.fn();
    const spool = await openSpool({ folder, maxBytes: 1e9, onMended: (one) => mended.push(one), onUnreadable });
    expect(onUnreadable).toHaveBeenCalledExactlyOnceWith({ token, error: expect.objectContaining({ code: 'EISDIR' }) });
    const [segment] = spool.sealed();
    if (!segment) throw new Error('The segment was forgotten.');
    await expect(spool.check(segment)).rejects.toThrow('EISDIR');
    await rmdir(`${file}.torn`);
    expect(await spool.check(segment)).toBe(true);
    expect(mended).toMatchObject([{ token, tornBytes: 6, damagedBytes: 0, damagedEvents: 0 }]);
    expect(await readFile(segment.path)).toEqual(group(event(1)));
    expect(await spool.check(segment)).toBe(false);
    await spool.close();
  });
});
