import type { ComponentChildren } from 'preact';
import type { AskedKind, Definitions } from '../api/ask.ts';
import { formats, words } from '../locales/index.ts';
import { ApiCallButton } from './api-call.tsx';
import { BoardButton } from './board-button.tsx';
import { PngButton } from './png-button.tsx';

interface AnswerFootProps<Kind extends AskedKind> {
  kind: Kind;
  definition: Definitions[Kind];
  statistics: { rowsRead: number; elapsedMs: number };
  /** What the picture is of, where the card alone does not say it. */
  about?: string;
  /** What must be known to read the figures. */
  note?: ComponentChildren;
  /** Default true: a board can hold the question. A list of people is no figure to come back to. */
  canBeSaved?: boolean;
  /** The table behind a chart and the file of it. */
  children?: ComponentChildren;
}

/** What stands below an answer: the table behind it, the file, the API call, and what the answer took. */
export const AnswerFoot = <Kind extends AskedKind>({
  kind,
  definition,
  statistics: { rowsRead, elapsedMs },
  about,
  note,
  canBeSaved = true,
  children,
}: AnswerFootProps<Kind>) => (
  <div class="chart-foot">
    {children}
    <PngButton fileName={`telltale-${kind}`} {...(about && { about })} />
    <ApiCallButton kind={kind} definition={definition} />
    {canBeSaved && <BoardButton kind={kind} definition={definition} />}
    <span class="chart-foot-note">
      {note} {words.value.answeredFrom(rowsRead, formats.value.milliseconds(elapsedMs))}
    </span>
  </div>
);
