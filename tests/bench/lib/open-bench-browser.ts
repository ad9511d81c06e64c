import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { openBrowser } from '../../fixtures/browser.ts';

const fullChromium = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((file) => existsSync(file));

/** Opens the Chromium that visitors have where one is installed, else the packed one; says which. */
export const openBenchBrowser = async (): Promise<{ browser: Browser; name: string }> => {
  const executablePath = fullChromium();
  const browser = executablePath
    ? await chromium.launch({
        executablePath,
        // Without a sandbox it runs as root too; a bench visits its own pages only.
        args: ['--no-sandbox', '--disable-blink-features=AutomationControlled'],
        env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' },
      })
    : await openBrowser();
  return {
    browser,
    name: `Chromium ${browser.version()} ${executablePath ? '(installed)' : '(packed, headless shell)'}`,
  };
};
