import type { ExperimentConfig } from '@telltale/protocol';
import type { Page } from 'playwright-core';
import type { Visit } from './visit.ts';

/** What a variant changes. */
export type Changes = NonNullable<ExperimentConfig['variants'][number]['changes']>;

/** An experiment in which everybody sees the second variant. */
export const everybody = (changes: Changes, rest: Partial<ExperimentConfig> = {}): ExperimentConfig => ({
  id: 'cta',
  variants: [
    { id: 'control', weight: 0 },
    { id: 'other', weight: 1, changes },
  ],
  ...rest,
});

/** The button that experiments change. */
export const button = { selector: '#order' };
export const buy: Changes[number] = { kind: 'text', ...button, texts: { en: 'Buy now', ar: 'اشترِ الآن' } };

/** A page with the script of the experiments in its head. */
export const page = (body: string, { lang = 'en', head = '' } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Shop</title>${head}
  <script src="{origin}/t-ab.js?site=site-key"></script>{tag}</head><body>${body}</body></html>`;

/** What stands on most pages. */
export const order = '<p id="about">About</p><button id="order">Order</button>';

/** What was told of exposures. */
export const exposures = ({ pages }: Visit) => pages.events('exposure').map(({ properties }) => properties);
/** What the button says. */
export const textOf = (on: Page, selector = '#order') => on.locator(selector).textContent();
