import { api } from '../../api/client.ts';
import { accepted, readJson } from '../../api/problem.ts';
import type { Language } from '../../locales/language.ts';
import type { OfBoard } from './board-links.ts';

const route = api.sites[':site'].boards[':board'].mail;

const paramOf = ({ siteId, boardId }: OfBoard) => ({ site: siteId, board: boardId });

/** To whom a board is sent and when, and what became of the last time. @throws ApiProblem */
export const readMail = (of: OfBoard) => readJson(route.$get({ param: paramOf(of) }));

/** To whom a board is sent and when, and what became of the last time. */
export type BoardMail = Awaited<ReturnType<typeof readMail>>;

/** To whom a board is sent, and when. */
export type MailSchedule = NonNullable<BoardMail['schedule']>;

/** Has the board sent from now on. @throws ApiProblem */
export const setMail = (of: OfBoard, schedule: MailSchedule): Promise<BoardMail> =>
  readJson(route.$post({ param: paramOf(of), json: schedule }));

/** Sends it no more. @throws ApiProblem */
export const removeMail = async (of: OfBoard): Promise<void> => {
  await accepted(route.$delete({ param: paramOf(of) }));
};

/** Sends it at once to who asks. @returns the address. @throws ApiProblem */
export const sendNow = async (of: OfBoard, language: Language): Promise<string> =>
  (await readJson(route.now.$post({ param: paramOf(of), json: { language } }))).recipient;
