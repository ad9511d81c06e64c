import { defaultSiteSettings, type Site } from '@telltale/collector';

/** The site whose events go through the stages. */
export const stageSite: Site = {
  ...defaultSiteSettings,
  name: 'Shop',
  timeZone: 'UTC',
  id: 'shop',
  publicKeys: ['the-only-key'],
  createdAt: 0,
};
