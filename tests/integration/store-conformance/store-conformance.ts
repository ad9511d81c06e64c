import { answeredQuestions } from './answered-questions.ts';
import { keptDocuments } from './kept-documents.ts';
import { openingAndClosing } from './opening-and-closing.ts';
import { questionsBesideOthers } from './questions-beside-others.ts';
import { storedSegments } from './stored-segments.ts';
import { openTestedStore, type StorePlace } from './tested-store.ts';

/** What holds for every engine. */
export const storeConformance = (makePlace: () => Promise<StorePlace>) => {
  const tested = openTestedStore(makePlace);
  for (const part of [openingAndClosing, storedSegments, answeredQuestions, questionsBesideOthers, keptDocuments])
    part(tested);
};
