import { defineWords } from '../../locales/index.ts';
import type { Finding } from './diagnosis.ts';
import type { Said, Sentences } from './said.ts';
import { arabicSentences } from './sentences-ar.ts';
import { englishSentences } from './sentences-en.ts';

const sentences = defineWords<Sentences>({ en: englishSentences, ar: arabicSentences });

/** A finding in words. */
export const saidOf = ({ check, cause, figures }: Finding): Said => {
  const all = sentences.value as unknown as Readonly<
    Record<string, ((figures: Finding['figures']) => Said) | undefined>
  >;
  // A collector that is newer than this page may know more.
  return all[`${check}.${cause}`]?.(figures) ?? { says: cause };
};
