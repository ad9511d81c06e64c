import type { SiteConfig } from '@telltale/protocol';
import type { ExperimentWindow } from './experiments/experimenting.ts';
import { experimentsHere } from './experiments/experiments-here.ts';
import { runExperiments } from './experiments/run-experiments.ts';
import { idle } from './idle.ts';
import { guard } from './lib/guard.ts';
import { tell } from './lib/hear.ts';
import { openStorage } from './lib/storage.ts';
import { parts } from './segments/ab-parts.ts';
import { openConsent } from './stages/consent.ts';

/** Replaced with what the site's experiments need to know, by whoever serves the script. */
declare const __TELLTALE_CONFIG__: Partial<SiteConfig>;

/** The script in a page's head, before anything is painted. It records nothing: that is the tag's. */
guard(() => {
  const page = window as ExperimentWindow & { __telltale?: typeof idle };
  if (page.__telltaleExperiments) return;
  const config = __TELLTALE_CONFIG__;
  const settings = { ...config, site: config.site ?? '', collectUrl: '' };
  openStorage(settings.site);
  openConsent(settings);
  // Who it is must be settled before anybody is assigned: a link or another subdomain may have brought the id.
  for (const part of parts) guard(() => part(() => undefined, settings));
  const experimenting = runExperiments(experimentsHere(settings));
  page.__telltaleExperiments = {
    ...experimenting,
    renew() {
      openConsent(settings);
      tell('renewed');
      experimenting.renew();
    },
  };
  // Nobody sees this page: it is no page view.
  if (experimenting.isLeaving) page.__telltale = idle;
  else document.dispatchEvent(new Event('telltale:shown'));
});
