import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DELETION_STANDS_MS, type Deletion } from './deletion.ts';

/** Files that this collector's spool keeps for a person to look at: lines that could not be stored, damage, torn ends. */
export interface KeptFiles {
  /** Takes out the lines that these deletions mean. @returns how many. */
  erase(deletions: readonly Deletion[]): Promise<number>;
  /** Removes files that are older than 90 days. */
  removeOld(): Promise<void>;
}

export interface KeptFilesOptions {
  /** The spool's. */
  folder: string;
  /** True while the segment of this token is in the spool: lines may still be added to its files. */
  isInSpool: (token: string) => boolean;
  nowMs: () => number;
}

/** As long as a deletion stands: whatever is deleted while a file is there is taken out of it. */
export const KEPT_FILES_LAST_MS = DELETION_STANDS_MS;

const NAME = /^((\d+)-[^.\s]+)\.\S*(?:refused|damaged|torn)$/;

/** Damage is no text: its bytes are read and written as they are, one a character. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');
/** A text may stand in JSON within JSON: what is left of both without escapes is the same. */
const bare = (text: string): string => text.replaceAll('\\', '');
/** How a value stands in JSON. */
const needleOf = (value: string): string => bare(bytesOf(JSON.stringify(value)));

interface Line {
  text: string;
  siteId: unknown;
  /** Epoch ms; that of the file when the line does not say. */
  time: number;
  receivedAt: number;
}

const readLine = (text: string, fileAt: number): Line => {
  let said: Record<string, unknown> = {};
  try {
    said = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    // Damaged: it is judged by the words that are left of it.
  }
  const at = (value: unknown) => (typeof value === 'number' ? value : fileAt);
  const receivedAt = at(said.received_at);
  return {
    text: bare(text),
    siteId: said.site_id,
    time: typeof said.time === 'number' ? said.time : receivedAt,
    receivedAt,
  };
};

/** Who is named wherever it stands in a line, in whichever form: better a line too many of what could not be stored anyway. */
const needlesOf = ({ target, visitorIds }: Deletion): string[] => {
  switch (target.type) {
    case 'visitor':
      return [target.visitorId, BigInt(`0x${target.visitorId}`).toString()].map(needleOf);
    case 'customer':
      return [target.customerId, ...visitorIds].map(needleOf);
    default:
      return [];
  }
};

/** @returns what tells a line that the deletion means. */
const meaningOf = (deletion: Deletion): ((line: Line) => boolean) => {
  const { siteId, target, requestedAt } = deletion;
  const needles = needlesOf(deletion);
  const site = needleOf(siteId);
  const isOfSite = (line: Line) => line.siteId === siteId || (line.siteId === undefined && line.text.includes(site));
  const wasThere = ({ time, receivedAt }: Line) => time < requestedAt || receivedAt <= requestedAt;
  switch (target.type) {
    case 'site':
      return isOfSite;
    case 'range':
      return (line) =>
        isOfSite(line) && line.time >= target.from && line.time < target.to && line.receivedAt <= requestedAt;
    default:
      return (line) => isOfSite(line) && wasThere(line) && needles.some((needle) => line.text.includes(needle));
  }
};

/** Opens what the spool keeps, for deletions. */
export const openKeptFiles = ({ folder, isInSpool, nowMs }: KeptFilesOptions): KeptFiles => {
  const list = async () =>
    (await readdir(folder).catch(() => [])).flatMap((name) => {
      const [, token = '', at] = NAME.exec(name) ?? [];
      return token === '' ? [] : [{ file: path.join(folder, name), token, at: Number(at) }];
    });

  const eraseIn = async (file: string, fileAt: number, isMeant: (line: Line) => boolean): Promise<number> => {
    const lines = (await readFile(file, 'latin1')).split('\n');
    const left = lines.filter((text) => text === '' || !isMeant(readLine(text, fileAt)));
    const erased = lines.length - left.length;
    if (erased === 0) return 0;
    if (left.every((text) => text === '')) await rm(file, { force: true });
    else {
      await writeFile(`${file}.new`, left.join('\n'), 'latin1');
      await rename(`${file}.new`, file);
    }
    return erased;
  };

  return {
    erase: async (deletions) => {
      if (deletions.length === 0) return 0;
      const meanings = deletions.map(meaningOf);
      const isMeant = (line: Line) => meanings.some((means) => means(line));
      let erased = 0;
      for (const { file, token, at } of await list()) if (!isInSpool(token)) erased += await eraseIn(file, at, isMeant);
      return erased;
    },
    removeOld: async () => {
      for (const { file, at } of await list()) if (nowMs() - at > KEPT_FILES_LAST_MS) await rm(file, { force: true });
    },
  };
};
