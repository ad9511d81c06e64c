import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { CHECK_OPENING, LONGEST_CHECK_BYTES, readCheck } from './group-check.ts';

const LINE_FEED = 0x0a;
const WINDOW_BYTES = 1024 * 1024;

const isFileSound = async (file: FileHandle): Promise<boolean> => {
  const window = Buffer.allocUnsafe(WINDOW_BYTES + LONGEST_CHECK_BYTES);
  /** Bytes at the window's beginning that may be the beginning of a check. */
  let kept = 0;
  let groupBytes = 0;
  let groupCrc = 0;
  const take = (lines: Buffer) => {
    groupCrc = crc32(lines, groupCrc);
    groupBytes += lines.length;
  };

  for (;;) {
    const { bytesRead } = await file.read(window, kept, WINDOW_BYTES);
    if (bytesRead === 0) return kept === 0 && groupBytes === 0;
    const bytes = window.subarray(0, kept + bytesRead);
    let start = 0;
    for (;;) {
      const check = bytes.indexOf(CHECK_OPENING, start);
      const end = check < 0 ? -1 : bytes.indexOf(LINE_FEED, check) + 1;
      if (end <= 0) {
        if (check >= 0 && bytes.length - check > LONGEST_CHECK_BYTES) return false;
        const rest = Math.max(start, check >= 0 ? check : bytes.length - LONGEST_CHECK_BYTES);
        take(bytes.subarray(start, rest));
        kept = bytes.copy(window, 0, rest);
        break;
      }
      take(bytes.subarray(start, check));
      const said = readCheck(bytes.subarray(check, end));
      if (said?.bytes !== groupBytes || said.crc !== groupCrc) return false;
      groupBytes = 0;
      groupCrc = 0;
      start = end;
    }
  }
};

/**
 * True when every group of the segment is as it was written, and nothing lies behind the last one. It reads the whole file, a
 * window at a time.
 * @throws when the file cannot be read.
 */
export const isSound = async (path: string): Promise<boolean> => {
  const file = await open(path);
  try {
    return await isFileSound(file);
  } finally {
    await file.close();
  }
};
