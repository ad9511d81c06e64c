import type { SiteConfig } from '@telltale/protocol';
import { assemble } from './assemble.ts';
import { guard } from './lib/guard.ts';
import { parts } from './segments/parts.ts';
import type { Telltale } from './telltale.ts';

/** Replaced with the site's configuration, or `{}`, by whoever serves the tag. */
declare const __TELLTALE_CONFIG__: Partial<SiteConfig>;

type Method = (...args: unknown[]) => unknown;

type Methods = Record<string, unknown>;

type Call = [method: string, ...args: unknown[]];

/** The site's own stub until the tag is here: `telltale.q` holds the calls. Afterwards the API itself, also callable. */
type Global = Telltale & { (...call: Call): unknown; q?: Iterable<Call> };

guard(() => {
  const script = (document.currentScript ?? document.querySelector('script[data-site]')) as HTMLScriptElement;
  const config = __TELLTALE_CONFIG__;
  const telltale = assemble(
    {
      ...config,
      site: script.dataset.site ?? config.site ?? '',
      collectUrl: new URL(config.collectUrl ?? 'e', script.src).href,
      tagUrl: script.src,
    },
    parts,
  );
  const page = window as { telltale?: Global };
  const waiting = page.telltale?.q;
  const call = (...[method, ...args]: Call): unknown =>
    guard(() => {
      let target: unknown = telltale;
      // `checkout.step` names a method inside one.
      for (const name of method.split('.')) target = (target as Methods)[name];
      return (target as Method)(...args);
    });
  page.telltale = Object.assign(call, telltale);
  for (const early of waiting ?? []) call(...early);
});
