import type { Language } from '../catalog.ts';
import { type PagePath, pathOf } from '../routes.ts';
import { createFormat, type Format } from './format.ts';
import type { Html } from './html.ts';
import { type Texts, texts } from './locales/texts.ts';

/** What a page is written with: its language, that language's words and writers, and addresses in it. */
export interface PageContext {
  language: Language;
  t: Texts;
  format: Format;
  link(page: PagePath): string;
}

/** One page of the shop. */
export interface Page {
  path: PagePath;
  title: string;
  description: string;
  /** Name of the page to the stylesheet and to the shop's script. */
  name: string;
  main: Html;
}

/** The context of a language's pages. */
export const createPageContext = (language: Language): PageContext => ({
  language,
  t: texts[language],
  format: createFormat(language),
  link: (page) => pathOf(language, page),
});
