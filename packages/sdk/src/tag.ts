import type { SiteConfig } from '@telltale/protocol';
import { assemble } from './assemble.ts';
import { guard } from './lib/guard.ts';
import { parts } from './segments/parts.ts';
import type { Settings } from './settings.ts';
import type { Telltale } from './telltale.ts';

/** Replaced with the site's configuration, or `null`, by whoever serves the tag. */
declare const __TELLTALE_CONFIG__: SiteConfig | null;

type Methods = Record<string, (...args: unknown[]) => unknown>;

type Call = [method: string, ...args: unknown[]];

/** The site's own stub until the tag is here: `telltale.q` holds the calls. Afterwards the API itself, also callable. */
type Global = Telltale & { (...call: Call): unknown; q?: Iterable<Call> };

const run = (): void => {
  const script = (document.currentScript ?? document.querySelector('script[data-site]')) as HTMLScriptElement;
  const embedded = __TELLTALE_CONFIG__;
  const site = script.dataset.site ?? embedded?.site;
  if (!site) {
    console.warn('Telltale: the script tag needs data-site.');
    return;
  }
  const config = embedded?.site === site ? embedded : undefined;
  const settings: Settings = {
    ...config,
    site,
    collectUrl: new URL(config?.collectUrl ?? 'e', script.src).href,
    tagUrl: script.src,
  };
  const telltale = assemble(settings, parts);

  const page = window as { telltale?: Global };
  const waiting = page.telltale?.q;
  const call = (...[method, ...args]: Call): unknown =>
    guard(() => {
      // `checkout.step` names a method inside one.
      const [outer = '', inner] = method.split('.');
      const owner = telltale as unknown as Methods & Record<string, Methods>;
      return inner ? owner[outer]?.[inner]?.(...args) : owner[outer]?.(...args);
    });
  page.telltale = Object.assign(call, telltale);
  for (const early of waiting ?? []) call(...early);
};

guard(run);
