import { html, raw } from 'hono/html';
import type { CardTable } from './card-table.ts';
import type { MailFormats } from './mail-formats.ts';
import type { WrittenMail } from './mailer.ts';
import type { MailLanguage } from './schedule.ts';

/** A card in a mail: its figures, or why there are none. */
export type MailCard = { title: string; days: string } & ({ table: CardTable } | { note: string });

/** A board as it is sent. */
export interface MailedBoard {
  title: string;
  siteName: string;
  timeZone: string;
  /** Where the dashboard shows it. */
  url: string;
  language: MailLanguage;
  /** Whose database the countries are from, as its licence wants it said where they are shown; empty where none are. */
  placeSource: string;
  cards: readonly MailCard[];
}

/** Mail programs know little of style sheets: what must be seen stands at each element, what a dark mail changes has a class. */
const look = {
  page: 'margin:0;padding:24px 12px;background:#f5f7f6;color:#12201f;font:15px/1.5 system-ui,-apple-system,"Segoe UI",Tahoma,Arial,sans-serif',
  sheet: 'width:100%;max-width:640px;border-collapse:collapse',
  heading: 'margin:0 0 4px;font-size:22px;line-height:1.3',
  soft: 'margin:0;color:#43514f;font-size:13px',
  card: 'padding:18px 20px;background:#ffffff;border:1px solid #e0e6e4;border-radius:12px',
  cardTitle: 'margin:0;font-size:16px;line-height:1.4',
  table: 'width:100%;margin-top:10px;border-collapse:collapse;font-size:14px',
  head: 'padding:6px 0;border-bottom:1px solid #7f8b89;font-size:12px;font-weight:600;vertical-align:bottom;color:#43514f',
  cell: 'padding:6px 0;border-bottom:1px solid #e0e6e4;font-weight:400',
  button:
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#0a6e70;color:#ffffff;font-weight:600;text-decoration:none',
};

const darkLook = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #0d1312 !important; color: #e9f0ee !important; }
    .card { background: #141c1b !important; border-color: #25302f !important; }
    .soft, .head { color: #b4c0be !important; }
    .cell { border-color: #25302f !important; }
    .button { background: #52c7c1 !important; color: #04201f !important; }
  }`;

/** Numbers stand at the end of the line in both directions; mail programs do not know `text-align: end`. */
const sides = { ltr: { start: 'left', end: 'right' }, rtl: { start: 'right', end: 'left' } } as const;

const htmlTable = ({ headings, rows }: CardTable, { words: { direction } }: MailFormats) => {
  const { start, end } = sides[direction];
  const aligned = (index: number) =>
    index === 0 ? `;text-align:${start};min-width:84px` : `;text-align:${end};padding-${start}:12px`;
  return html`<table role="table" style="${look.table}"><thead><tr>${headings.map(
    (heading, index) =>
      html`<th scope="col" class="head" style="${look.head}${aligned(index)}"><bdi>${heading}</bdi></th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, index) =>
        index === 0
          ? html`<th scope="row" class="cell" style="${look.cell}${aligned(index)}"><bdi>${cell}</bdi></th>`
          : html`<td class="cell" style="${look.cell}${aligned(index)}"><bdi>${cell}</bdi></td>`,
      )}</tr>`,
  )}</tbody></table>`;
};

const htmlCard = (card: MailCard, formats: MailFormats) =>
  html`<tr><td style="padding:0 0 16px"><div class="card" style="${look.card}"><h2 style="${look.cardTitle}"><bdi>${card.title}</bdi></h2><p class="soft" style="${look.soft}">${card.days}</p>${
    'table' in card ? htmlTable(card.table, formats) : html`<p style="margin:10px 0 0"><bdi>${card.note}</bdi></p>`
  }</div></td></tr>`;

const htmlOf = async (board: MailedBoard, formats: MailFormats) => {
  const { words } = formats;
  const { title, siteName, timeZone, url, language, cards, placeSource } = board;
  const shown =
    cards.length > 0
      ? cards.map((card) => htmlCard(card, formats))
      : html`<tr><td style="padding:0 0 16px">${words.noCards}</td></tr>`;
  return String(
    await html`<!doctype html>
<html lang="${language}" dir="${words.direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${title}</title><style>${raw(darkLook)}</style></head>
<body class="page" dir="${words.direction}" style="${look.page};direction:${words.direction};text-align:${sides[words.direction].start}"><table role="presentation" align="center" style="${look.sheet}" dir="${words.direction}"><tbody>
<tr><td style="padding:0 0 18px"><p class="soft" style="${look.soft}">${words.lead(siteName)}</p><h1 style="${look.heading}"><bdi>${title}</bdi></h1></td></tr>
${shown}
<tr><td style="padding:4px 0 20px"><a class="button" style="${look.button}" href="${url}">${words.open}</a></td></tr>
<tr><td><p class="soft" style="${look.soft}">${words.timeZone(timeZone)} <bdi>${placeSource}</bdi></p><p class="soft" style="${look.soft};margin-top:8px">${words.why}</p></td></tr>
</tbody></table></body></html>`,
  );
};

const textTable = ({ headings, rows }: CardTable): string[] =>
  rows.map(([name = '', ...cells]) =>
    [name, cells.map((cell, index) => (cells.length > 1 ? `${headings[index + 1]} ${cell}` : cell)).join(' · ')].join(
      ': ',
    ),
  );

const textOf = ({ title, siteName, timeZone, url, cards, placeSource }: MailedBoard, { words }: MailFormats): string =>
  [
    title,
    words.lead(siteName),
    ...(cards.length > 0 ? [] : ['', words.noCards]),
    ...cards.flatMap((card) => [
      '',
      card.title,
      card.days,
      ...('table' in card ? textTable(card.table) : [card.note]).map((line) => `  ${line}`),
    ]),
    '',
    `${words.open}: ${url}`,
    '',
    words.timeZone(timeZone),
    ...(placeSource ? [placeSource] : []),
    words.why,
    '',
  ].join('\n');

/** A line break in a board's name would end the header. */
const oneLine = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ');

/** Writes a board as a mail: HTML in the direction of its language, for light and dark, and the same as plain text. */
export const renderMail = async (board: MailedBoard, formats: MailFormats): Promise<WrittenMail> => ({
  subject: oneLine(formats.words.subject(board.title, board.siteName)),
  html: await htmlOf(board, formats),
  text: textOf(board, formats),
});
