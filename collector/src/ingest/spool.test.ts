import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../lib/refusal.ts';
import { groupOf } from './group-check.ts';
import { openSpool } from './spool.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const line = (number: number) => `{"event_id":"${number}"}\n`;
const group = (lines: string) => groupOf(Buffer.from(lines)).toString();
const maxBytes = 1024 * 1024;
/** What the segments hold, without their checks. */
const textOf = async () => (await wholeTextOf()).replaceAll(/\{"record":"check [^\n]*\n/g, '');
const wholeTextOf = async () =>
  (
    await Promise.all(
      (
        await readdir(folder)
      )
        .filter((name) => /\.(ndjson|open)$/.test(name))
        .sort()
        .map((name) => readFile(path.join(folder, name), 'utf8')),
    )
  ).join('');

const moment = () => {
  let come = () => {};
  const comes = new Promise<void>((resolve) => {
    come = resolve;
  });
  return { come, comes };
};

/** Makes syncs of files wait until they are let go: the disk itself cannot be slowed down from here. */
const hangSyncs = async () => {
  const probe = await open(path.join(folder, 'probe'), 'w');
  const files: { datasync(): Promise<void> } = Object.getPrototypeOf(probe);
  await probe.close();
  await rm(path.join(folder, 'probe'));
  const [asked, gate, begun] = [moment(), moment(), moment()];
  const { datasync } = files;
  const spied = vi.spyOn(files, 'datasync').mockImplementation(async function (this: typeof probe) {
    asked.come();
    await gate.comes;
    const done = datasync.call(this);
    begun.come();
    return done;
  });
  return { asked: asked.comes, begun: begun.comes, letGo: gate.come, restore: () => spied.mockRestore() };
};

describe('the spool', () => {
  it('can be probed by several at the same time', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await Promise.all(Array.from({ length: 30 }, () => spool.probe()));
    expect(await readdir(folder)).toEqual([]);
    await spool.close();
  });

  it('has a line on disk when it says so', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await spool.append(line(1));
    expect(await textOf()).toBe(line(1));
    await spool.close();
  });

  it('keeps the lines of requests that come together in order, in one segment', async () => {
    const spool = await openSpool({ folder, maxBytes });
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, index) => spool.append(line(index))));
    expect(new Set(tokens).size).toBe(1);
    expect(await textOf()).toBe(Array.from({ length: 50 }, (_, index) => line(index)).join(''));
    await spool.close();
  });

  it('hands a segment over by itself soon after its first line', async () => {
    const spool = await openSpool({ folder, maxBytes });
    const onSealed = vi.fn();
    spool.onSealed(onSealed);
    const token = await spool.append(line(1));
    expect(spool.sealed()).toEqual([]);
    await vi.waitFor(() => expect(spool.sealed()).toMatchObject([{ token, sizeBytes: group(line(1)).length }]), 3_000);
    expect(onSealed).toHaveBeenCalledTimes(1);
    await spool.close();
  });

  it('finds after a crash what was synced before it, and names it as before', async () => {
    const crashed = await openSpool({ folder, maxBytes });
    const token = await crashed.append(line(1));
    const reopened = await openSpool({ folder, maxBytes });
    expect(reopened.sealed()).toMatchObject([{ token, path: path.join(folder, `${token}.ndjson`) }]);
    await reopened.close();
  });

  it.each([
    ['a line torn in the middle', '{"event_id":"2"'],
    ['whole lines whose check was not written', '{"event_id":"2"}\n{"event_id":"3"}\n'],
    ['a check torn in the middle', '{"event_id":"2"}\n{"record":"check 17 0a1b'],
    ['zeros left by the file system', '\0\0\0\0\0\0'],
    ['a whole line behind a torn one', '{"event_id":"2\n{"event_id":"3"}\n'],
  ])('cuts %s off, keeps what was cut, and says so', async (_, tail) => {
    const crashed = await openSpool({ folder, maxBytes });
    const token = await crashed.append(line(1));
    await appendFile(path.join(folder, `${token}.open`), tail);
    const onMended = vi.fn();
    const reopened = await openSpool({ folder, maxBytes, onMended });
    expect(onMended).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ token, tornBytes: tail.length, damagedBytes: 0, damagedEvents: 0 }),
    );
    expect(await wholeTextOf()).toBe(group(line(1)));
    expect(await readFile(path.join(folder, `${token}.open.torn`), 'utf8')).toBe(tail);
    await reopened.close();
  });

  it.each([
    ['.open', '{"event_id":"1"}\n{"event_id":"2"}\n', '{"event_id":"3'],
    ['.ndjson', '{"event_id":"1"}\n{"event_id":"2"}\n', ''],
  ])('still reads a segment of a version without checks, left as %s', async (ext, lines, tail) => {
    await writeFile(path.join(folder, `0000000000001-aa${ext}`), `${lines}${tail}`);
    const onMended = vi.fn();
    const spool = await openSpool({ folder, maxBytes, onMended });
    for await (const segment of spool.checkedLeftovers()) expect(segment.token).toBe('0000000000001-aa');
    expect(await wholeTextOf()).toBe(lines);
    expect(spool.sizeBytes()).toBe(lines.length);
    expect(onMended.mock.calls).toEqual(
      tail ? [[{ token: '0000000000001-aa', tornBytes: tail.length, damagedBytes: 0, damagedEvents: 0 }]] : [],
    );
    await spool.close();
  });

  it('removes what a crash left unfinished beside the segments', async () => {
    for (const name of ['0000000000001-aa.ndjson.new', '0000000000001-aa.ndjson.probe'])
      await writeFile(path.join(folder, name), 'x');
    await (await openSpool({ folder, maxBytes })).close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('drops a segment in which nothing was synced', async () => {
    await writeFile(path.join(folder, '0000000000001-aa.open'), '');
    const spool = await openSpool({ folder, maxBytes });
    expect(spool.sealed()).toEqual([]);
    expect(await textOf()).toBe('');
    await spool.close();
  });

  it('refuses with 503 and a time to come back when it is full, and takes again when there is room', async () => {
    const spool = await openSpool({ folder, maxBytes: 2 * group(line(1)).length });
    await spool.append(line(1));
    await spool.append(line(2));
    const refusal = await spool.append(line(3)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 503, code: 'spool_unavailable', retryAfterS: 10 });
    await spool.seal();
    for (const segment of [...spool.sealed()]) await spool.remove(segment);
    await spool.append(line(3));
    expect(await textOf()).toBe(line(3));
    await spool.close();
  });

  it('refuses while the folder cannot be written, and goes on when it can', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file where the folder was');
    await expect(spool.append(line(1))).rejects.toMatchObject({ status: 503 });
    await expect(spool.probe()).rejects.toThrow('ENOTDIR');
    await rm(folder);
    await openSpool({ folder, maxBytes });
    await spool.append(line(2));
    expect(await textOf()).toBe(line(2));
    await spool.probe();
    await spool.close();
  });

  it('hands over what it took though the folder was made unwritable before it could be sealed', async () => {
    const spool = await openSpool({ folder, maxBytes });
    const token = await spool.append(line(1));
    // As good as a folder in which nothing can be renamed.
    await mkdir(path.join(folder, `${token}.ndjson`));
    await spool.seal();
    expect(spool.sealed()).toMatchObject([{ token, path: path.join(folder, `${token}.open`) }]);
    expect(await readFile(path.join(folder, `${token}.open`), 'utf8')).toBe(group(line(1)));
    await spool.close();
  });

  it('seals behind a backlog though the clock was set back', async () => {
    let now = 86_400_000 * 20_000;
    const spool = await openSpool({ folder, maxBytes, nowMs: () => now });
    await spool.append(line(1));
    await spool.seal();
    await spool.append(line(2));
    now -= 86_400_000;
    await vi.waitFor(() => expect(spool.sealed()).toHaveLength(2), 20_000);
    await spool.close();
  }, 30_000);

  it('tells the age of the oldest event that waits', async () => {
    let now = 1_000;
    const spool = await openSpool({ folder, maxBytes, nowMs: () => now });
    expect(spool.oldestAgeMs(now)).toBe(0);
    await spool.append(line(1));
    now = 8_000;
    expect(spool.oldestAgeMs(now)).toBe(7_000);
    await spool.seal();
    expect(spool.oldestAgeMs(now)).toBe(7_000);
    for (const segment of [...spool.sealed()]) await spool.remove(segment);
    expect(spool.oldestAgeMs(now)).toBe(0);
    await spool.close();
  });

  it('counts its bytes and the age of its events while they are written, and while a segment is sealed', async () => {
    const spool = await openSpool({ folder, maxBytes, nowMs: () => 1_000 });
    const sync = await hangSyncs();
    const appended = spool.append(line(1));
    await sync.asked;
    expect(spool.sizeBytes()).toBe(group(line(1)).length);
    sync.letGo();
    await appended;
    sync.restore();
    const sealed = spool.seal();
    // The file is being closed and named anew.
    expect(spool.sealed()).toEqual([]);
    expect([spool.sizeBytes(), spool.oldestAgeMs(4_000)]).toEqual([group(line(1)).length, 3_000]);
    await sealed;
    expect([spool.sizeBytes(), spool.oldestAgeMs(4_000)]).toEqual([group(line(1)).length, 3_000]);
    await spool.close();
  });

  it('takes nothing more once it is closed', async () => {
    const spool = await openSpool({ folder, maxBytes });
    await spool.append(line(1));
    await spool.close();
    expect(spool.sealed()).toHaveLength(1);
    await expect(spool.append(line(2))).rejects.toMatchObject({ status: 503 });
  });
});

describe('a disk that hangs', () => {
  it('is waited for no longer than its time: who waits, and who comes meanwhile, is told to come back', async () => {
    const spool = await openSpool({ folder, maxBytes, patienceMs: 30 });
    const disk = await hangSyncs();
    const refused = { status: 503, code: 'spool_unavailable', retryAfterS: 10 };
    const [first, second] = [spool.append(line(1)), spool.append(line(2))];
    await expect(first).rejects.toMatchObject(refused);
    await expect(second).rejects.toMatchObject(refused);
    await expect(spool.append(line(3))).rejects.toMatchObject(refused);
    disk.letGo();
    await vi.waitFor(() => spool.append(line(4)), 5_000);
    disk.restore();
    await spool.close();
    const text = await textOf();
    // What the disk took in the end may be there too: the sender sends it again, and it counts once.
    expect(text).toContain(line(4));
    expect(text).not.toContain(line(3));
  });

  it('is not blamed when it was this process that had no time to look', async () => {
    const spool = await openSpool({ folder, maxBytes, patienceMs: 500 });
    const disk = await hangSyncs();
    disk.letGo();
    const answer = spool.append(line(1));
    await disk.begun;
    // The sync ends long before anybody can see that.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
    await answer;
    await spool.append(line(2));
    disk.restore();
    await spool.close();
    expect(await textOf()).toBe(line(1) + line(2));
  });

  it('does not fill the memory with what waits for it', async () => {
    const spool = await openSpool({ folder, maxBytes: 1e9 });
    const disk = await hangSyncs();
    const large = `{"x":"${'x'.repeat(4 * 1024 * 1024)}"}\n`;
    const answers = Array.from({ length: 12 }, () =>
      spool.append(large).then(
        () => 202,
        ({ status }) => status,
      ),
    );
    disk.letGo();
    const statuses = await Promise.all(answers);
    // The first is under way, seven wait.
    expect(statuses.filter((status) => status === 202)).toHaveLength(8);
    expect(statuses.filter((status) => status === 503)).toHaveLength(4);
    disk.restore();
    await spool.close();
  });
});
