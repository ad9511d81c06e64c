import { api } from '../../api/client.ts';
import { accepted, readJson } from '../../api/problem.ts';

const route = api.sites[':site'].boards[':board'].links;

/** Which board. */
export interface OfBoard {
  siteId: string;
  boardId: string;
}

const paramOf = ({ siteId, boardId }: OfBoard) => ({ site: siteId, board: boardId });

/** The links to a board, the newest first. @throws ApiProblem */
export const readLinks = async (of: OfBoard) => (await readJson(route.$get({ param: paramOf(of) }))).links;

/** A link to a board, without what opens it. */
export type BoardLink = Awaited<ReturnType<typeof readLinks>>[number];

/** Makes a link. @returns it with its address, which can be read this once. @throws ApiProblem */
export const createLink = (of: OfBoard, chosen: { days: number; password?: string }) =>
  readJson(route.$post({ param: paramOf(of), json: chosen }));

/** Takes a link back. @throws ApiProblem */
export const removeLink = async (of: OfBoard, id: string): Promise<void> => {
  await accepted(route[':link'].$delete({ param: { ...paramOf(of), link: id } }));
};
