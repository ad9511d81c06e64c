import { useSignal } from '@preact/signals';
import type { AskedKind } from '../api/ask.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { words } from '../locales/index.ts';
import { boards, cardOf, changeBoard, createBoard, loadBoards } from '../state/boards.ts';
import { maySaveSegments } from '../state/segments.ts';
import { announce } from './announcer.tsx';
import { Button } from './button.tsx';
import { Failure } from './failure.tsx';
import { Input, Select } from './field.tsx';
import { Popover } from './popover.tsx';
import { LONGEST_TITLE } from './title-form.tsx';

interface BoardFormProps {
  kind: AskedKind;
  definition: object;
  onSaved: () => void;
}

const BoardForm = ({ kind, definition, onSaved }: BoardFormProps) => {
  const text = words.value.boards;
  const title = useSignal('');
  const chosen = useSignal('');
  const boardTitle = useSignal('');
  const { failure, run } = useAttempt();
  const known = boards.value ?? [];
  const board = known.find(({ id }) => id === chosen.value);
  const isComplete = title.value.trim() !== '' && (board !== undefined || boardTitle.value.trim() !== '');

  const save = () =>
    void run(async () => {
      const card = cardOf(title.value.trim(), kind, definition);
      if (board) await changeBoard(board, { cards: [...board.cards, card] });
      else await createBoard(boardTitle.value.trim(), [card]);
      announce(text.saved);
      onSaved();
    });

  return (
    <form
      class="title-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) save();
      }}
    >
      <Input
        label={text.cardTitle}
        value={title.value}
        maxLength={LONGEST_TITLE}
        onChange={(typed) => {
          title.value = typed;
        }}
      />
      <Select
        label={text.board}
        value={chosen.value}
        choices={[{ value: '', label: text.newBoard }, ...known.map((one) => ({ value: one.id, label: one.title }))]}
        onChange={(id) => {
          chosen.value = id;
        }}
      />
      {!board && (
        <Input
          label={text.boardTitle}
          value={boardTitle.value}
          maxLength={LONGEST_TITLE}
          onChange={(typed) => {
            boardTitle.value = typed;
          }}
        />
      )}
      <Failure text={failure.value} />
      <Button type="submit" look="primary" disabled={!isComplete}>
        {text.save}
      </Button>
    </form>
  );
};

/** Saves a question to a board, for those who may save. */
export const BoardButton = ({
  kind,
  definition,
  isIconOnly = false,
}: {
  kind: AskedKind;
  definition: object;
  /** Shows only the picture, where there is little room. */
  isIconOnly?: boolean;
}) =>
  maySaveSegments.value ? (
    <Popover
      button={isIconOnly ? <span class="visually-hidden">{words.value.boards.saveTo}</span> : words.value.boards.saveTo}
      label={words.value.boards.saveTo}
      icon="boards"
      look="quiet"
      isSmall
    >
      {(close) => {
        // Only who opens it needs to know them; a failure leaves the way to a new one.
        if (!boards.value) loadBoards().catch(() => {});
        return <BoardForm kind={kind} definition={definition} onSaved={close} />;
      }}
    </Popover>
  ) : null;
