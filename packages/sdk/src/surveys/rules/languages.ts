import type { Recorder } from '../../recorder.ts';
import { gates } from '../gates.ts';

/** Holds surveys back on pages in other languages; a page that does not say which is in the browser's. */
export const surveyLanguages: Recorder = () => {
  gates.languages = ({ languages = [] }) => {
    const language = document.documentElement.lang || navigator.language;
    for (const wanted of languages)
      if (`${language}-`.toLowerCase().startsWith(`${wanted}-`.toLowerCase())) return false;
    return languages.length > 0;
  };
  return undefined;
};
