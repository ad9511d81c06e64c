import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStorage, permitStorage, readStored, removeStored, writeStored } from './storage.ts';

/** A browser without storage that notes each cookie that is set. */
const withoutStorage = (): string[] => {
  const set: string[] = [];
  const page = {
    get cookie() {
      return '';
    },
    set cookie(cookie: string) {
      set.push(cookie);
    },
  };
  vi.stubGlobal('localStorage', null);
  vi.stubGlobal('document', page);
  openStorage('key');
  return set;
};

describe('where the browser has no storage', () => {
  afterEach(() => {
    permitStorage(false);
    vi.unstubAllGlobals();
  });

  it('no cookie is set before storage is permitted, nor after it no longer is, whatever is written', () => {
    const set = withoutStorage();
    permitStorage(false);
    writeStored('v', 'before');
    expect(readStored('v')).toBe('before');
    removeStored('v');
    expect(set).toEqual([]);

    permitStorage(true);
    writeStored('v', 'permitted');
    writeStored('q1', 'no cookie has room for it');
    expect(set).toEqual(['tt.key.v=permitted;path=/;max-age=34560000;samesite=lax;secure']);
    removeStored('v');
    expect(set.slice(1)).toEqual(['tt.key.v=;path=/;max-age=0;samesite=lax;secure']);

    permitStorage(false);
    writeStored('s', 'after');
    expect(readStored('s')).toBe('after');
    removeStored('s');
    expect(set).toHaveLength(2);
  });
});
