import { parse } from 'bowser';
import { createMemo } from '../../lib/memo.ts';
import type { Enricher } from './enricher.ts';

const noBrowser = { browser: '', browser_version: '', os: '', device: '' };

const readUserAgent = createMemo(5_000, (userAgent) => {
  const { browser, os, platform } = parse(userAgent);
  return {
    browser: browser.name ?? '',
    browser_version: browser.version?.split('.')[0] ?? '',
    os: os.name ?? '',
    device: platform.type ?? '',
  };
});

/** Browser with its major version, operating system, and kind of device (`desktop`, `mobile`, `tablet`, `tv`), off the user agent. */
export const device: Enricher = {
  name: 'device',
  enrich: ({ arrival: { userAgent } }) => (userAgent ? readUserAgent(userAgent) : noBrowser),
};
