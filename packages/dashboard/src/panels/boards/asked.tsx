import type { ComponentChildren } from 'preact';
import type { Answered, Definitions } from '../../api/ask.ts';
import { useAnswer } from '../../api/use-answer.ts';
import type { BoardKind } from '../../state/boards.ts';
import { AnswerView } from '../../ui/answer-view.tsx';

interface AskedProps<Kind extends BoardKind> {
  kind: Kind;
  definition: Definitions[Kind];
  children: (result: Answered<Kind>['result']) => ComponentChildren;
}

/** Asks the question of a card, and shows the answer. */
export const Asked = <Kind extends BoardKind>({ kind, definition, children }: AskedProps<Kind>) => (
  <AnswerView answer={useAnswer(kind, definition)}>{children}</AnswerView>
);
