import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { DailySalt } from './enrichers/visitor.ts';

const savedSalt = z.strictObject({ day: z.iso.date(), salt: z.base64() });

const DAY_MS = 86_400_000;
const dayOf = (nowMs: number) => new Date(nowMs).toISOString().slice(0, 10);

/** The day's salt, with what destroys it at midnight. */
export interface OpenDailySalt extends DailySalt {
  close(): void;
}

/**
 * A random secret for each UTC day. It lies in a file, so that a restart within the day knows the same visitors; the next day's
 * overwrites it, at midnight even when nobody visits: from then on no hash of the day before can be made again.
 */
export const openDailySalt = (folder: string, nowMs: () => number = Date.now): OpenDailySalt => {
  const file = path.join(folder, 'visitor-salt.json');
  let day = '';
  let salt: Uint8Array = new Uint8Array();

  const read = (wanted: string): boolean => {
    try {
      const saved = savedSalt.parse(JSON.parse(readFileSync(file, 'utf8')));
      if (saved.day !== wanted) return false;
      day = saved.day;
      salt = Buffer.from(saved.salt, 'base64');
      return true;
    } catch {
      // Missing or damaged: a new one costs at the most a visitor counted twice today.
      return false;
    }
  };

  const renew = (wanted: string) => {
    day = wanted;
    salt = randomBytes(32);
    const text = JSON.stringify({ day, salt: Buffer.from(salt).toString('base64') });
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${file}.new`, text, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch {
      // A full disk must not stop the count: the salt then lasts as long as the process.
    }
  };

  const current = (at: number) => {
    const wanted = dayOf(at);
    if (day !== wanted && (day !== '' || !read(wanted))) renew(wanted);
    return salt;
  };

  let timer: NodeJS.Timeout;
  const renewAtMidnight = () => {
    const now = nowMs();
    current(now);
    timer = setTimeout(renewAtMidnight, DAY_MS - (now % DAY_MS) + 1).unref();
  };
  renewAtMidnight();
  return { current, close: () => clearTimeout(timer) };
};
