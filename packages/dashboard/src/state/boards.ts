import { computed, signal } from '@preact/signals';
import type { AskedKind } from '../api/ask.ts';
import { api } from '../api/client.ts';
import { accepted, readJson } from '../api/problem.ts';
import { address } from './address.ts';
import { type Address, formatAddress, parseAddress } from './address-text.ts';
import { type CardDays, withoutDays } from './board-days.ts';
import { comparedRange, resolveRange } from './range.ts';
import { chosenComparison, chosenRange, site, today } from './site.ts';

const route = api.sites[':site'].boards;

const fetchBoards = async (siteId: string) => (await readJson(route.$get({ param: { site: siteId } }))).boards;

/** A board as it is kept. */
export type Board = Awaited<ReturnType<typeof fetchBoards>>[number];

/** A question on a board. */
export type BoardCard = Board['cards'][number];

const loaded = signal<{ siteId: string; boards: readonly Board[] } | undefined>(undefined);

const siteId = computed(() => site.value?.id ?? '');

/** The site's boards, by title; undefined until they were loaded. */
export const boards = computed(() =>
  loaded.value?.siteId === siteId.value
    ? [...loaded.value.boards].sort((one, other) => one.title.localeCompare(other.title))
    : undefined,
);

/** Reads the site's boards. @throws ApiProblem */
export const loadBoards = async (): Promise<void> => {
  const asked = siteId.value;
  const found = await fetchBoards(asked);
  loaded.value = { siteId: asked, boards: found };
};

/** Makes a board. @returns its id. @throws ApiProblem */
export const createBoard = async (title: string, cards: BoardCard[]): Promise<string> => {
  const made = await readJson(route.$post({ param: { site: siteId.value }, json: { title, cards } }));
  await loadBoards();
  return made.id;
};

/** Changes a board. @throws ApiProblem when it is refused, also because somebody else changed it since */
export const changeBoard = async (board: Board, change: { title?: string; cards?: BoardCard[] }): Promise<void> => {
  await readJson(
    route[':board'].$patch({
      param: { site: siteId.value, board: board.id },
      json: { ...change, version: board.version },
    }),
  );
  await loadBoards();
};

/** Removes a board. @throws ApiProblem */
export const removeBoard = async (board: Board): Promise<void> => {
  await accepted(route[':board'].$delete({ param: { site: siteId.value, board: board.id } }));
  await loadBoards();
};

/** The question that is looked at now as a card: its days are left open, and where it is shown whole is kept. */
export const cardOf = (title: string, kind: AskedKind, definition: object): BoardCard => {
  const { panel } = address.value;
  const [, query = ''] = formatAddress({ ...address.value, language: undefined }).split('?');
  return {
    id: crypto.getRandomValues(new Uint32Array(2)).join('-'),
    title,
    kind,
    definition: { ...withoutDays(definition, { days: chosenRange.value, compared: chosenComparison.value }) },
    view: `${panel || 'overview'}?${query}`,
  };
};

/** Where a card is shown whole. */
export const viewOf = ({ view }: BoardCard): Partial<Address> => {
  const { panel, range, comparison, filters, segment, own } = parseAddress(
    new URL(`/sites/-/${view}`, location.origin),
  );
  return { panel, range, comparison, filters, segment, own };
};

/** The days that a card means today. */
export const daysOf = (card: BoardCard): CardDays => {
  const { range = '30d', comparison = 'none' } = viewOf(card);
  const days = resolveRange(range, today.value);
  return { days, compared: comparedRange(days, comparison) };
};
