import { StoreError } from '@telltale/store';
import { answerQuestion } from '../api/answer-question.ts';
import type { ApiParts } from '../api/api-env.ts';
import { questionContext } from '../api/question-context.ts';
import { questionRefusal } from '../api/questions.ts';
import { cardKinds } from '../boards/card-kinds.ts';
import type { KeptBoard } from '../boards/saved-boards.ts';
import { Refusal } from '../lib/refusal.ts';
import { type SharedCard, sharedCardOf } from '../sharing/shared-board.ts';
import type { Site } from '../sites/site.ts';
import type { CardTable } from './card-table.ts';
import { createMailFormats, type MailFormats } from './mail-formats.ts';
import type { WrittenMail } from './mailer.ts';
import { type MailCard, renderMail } from './render-mail.ts';
import type { MailLanguage } from './schedule.ts';

/** What answers the cards of a mail. */
export type WritingParts = Pick<
  ApiParts,
  'catalogs' | 'segments' | 'storeLink' | 'evaluator' | 'geoDatabase' | 'publicUrl' | 'nowMs'
>;

interface BoardToWrite {
  site: Site;
  board: KeptBoard;
  language: MailLanguage;
  signal: AbortSignal;
}

const answered = async (
  parts: WritingParts,
  { site, card, signal, formats }: { site: Site; card: SharedCard; signal: AbortSignal; formats: MailFormats },
): Promise<{ table: CardTable } | { note: string }> => {
  const { kind, definition, isAnswered } = card;
  if (!isAnswered) return { note: formats.words.unknownKind };
  const { storeLink, evaluator } = parts;
  try {
    const context = await questionContext(parts, site, definition);
    const asked = { kind, definition, context };
    const { result } = await answerQuestion({ store: storeLink.required(), evaluator }, asked, { signal });
    const table = cardKinds[kind]?.table({ definition, result }, formats);
    return table ? { table } : { note: formats.words.unknownKind };
  } catch (error) {
    // What is wrong with a question stays wrong, and is told; a store that is away comes back, and the mail waits for it.
    const refusal = questionRefusal(error);
    if (refusal instanceof Refusal && refusal.status === 400)
      return { note: formats.words.notAnswered(refusal.message) };
    throw error instanceof StoreError
      ? new Error(`The store does not answer: ${error.message}`, { cause: error })
      : error;
  }
};

const addressOf = (publicUrl: string, { site, board, language }: BoardToWrite): string => {
  const own = Buffer.from(JSON.stringify({ board: board.id })).toString('base64url');
  return `${publicUrl}/sites/${site.id}/boards?own=${own}&lang=${language}`;
};

/** Asks the cards of a board, one after the other, and writes the answers as a mail. @throws where trying again may help */
export const writeBoard = async (parts: WritingParts, asked: BoardToWrite): Promise<WrittenMail> => {
  const { site, board, language, signal } = asked;
  const { timeZone } = site;
  const { kinds } = await parts.catalogs.of(site.id);
  const formats = createMailFormats({ language, timeZone, kinds });
  const cards: MailCard[] = [];
  for (const kept of board.cards) {
    const card = sharedCardOf(kept, { nowMs: parts.nowMs(), timeZone });
    const days = formats.days(card.days.from, card.days.to);
    cards.push({ title: card.title, days, ...(await answered(parts, { site, card, signal, formats })) });
  }
  const url = addressOf(parts.publicUrl, asked);
  const hasPlaces = board.cards.some(
    ({ definition }) => definition.property === 'country' || definition.property === 'region',
  );
  const { attribution, attributionUrl } = parts.geoDatabase;
  const placeSource = hasPlaces ? [attribution, attributionUrl].filter(Boolean).join(' · ') : '';
  const written = { title: board.title, siteName: site.name, timeZone, url, language, cards, placeSource };
  return renderMail(written, formats);
};
