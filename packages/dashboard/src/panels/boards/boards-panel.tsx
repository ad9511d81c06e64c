import { useAttempt } from '../../api/use-attempt.ts';
import { words } from '../../locales/index.ts';
import { type Board, boards, changeBoard, loadBoards, removeBoard } from '../../state/boards.ts';
import { goOwn, ownText } from '../../state/own.ts';
import { maySaveSegments } from '../../state/segments.ts';
import { site } from '../../state/site.ts';
import { announce } from '../../ui/announcer.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Select } from '../../ui/field.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import { Popover } from '../../ui/popover.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { Empty } from '../../ui/states.tsx';
import { TitleForm } from '../../ui/title-form.tsx';
import { useLoading } from '../../ui/use-loading.tsx';
import { BoardCard } from './board-card.tsx';
import './boards.css';
import { OutwardButtons } from './outward-buttons.tsx';
import { boardWords } from './words.ts';

const OneBoard = ({ board, known }: { board: Board; known: readonly Board[] }) => {
  const text = boardWords.value;
  const { failure, run } = useAttempt();
  const doing = (act: () => Promise<void>, done: string) =>
    void run(async () => {
      await act();
      announce(done);
    });
  const { cards } = board;
  const setCards = (changed: Board['cards']) => doing(() => changeBoard(board, { cards: changed }), text.saved);
  const mayChange = maySaveSegments.value;
  const mayShare = site.value?.scopes.includes('sites:write') ?? false;
  return (
    <div class="stack">
      <div class="board-bar">
        <Select
          label={words.value.boards.board}
          isLabelHidden
          value={board.id}
          choices={known.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => goOwn({ board: id })}
        />
        {mayShare && <OutwardButtons board={board} />}
        {mayChange && (
          <>
            <Popover button={text.rename} label={text.rename} look="quiet">
              {(close) => (
                <TitleForm
                  title={board.title}
                  label={text.title}
                  save={text.save}
                  onSave={(title) => {
                    close();
                    doing(() => changeBoard(board, { title }), text.saved);
                  }}
                />
              )}
            </Popover>
            <RemoveButton
              label={text.removeBoard(board.title)}
              meaning={text.removeBoardSure(board.title)}
              onRemove={() => {
                goOwn({ board: '' });
                doing(() => removeBoard(board), text.removed);
              }}
            />
          </>
        )}
      </div>
      <Failure text={failure.value} />
      {cards.length === 0 ? (
        <Empty title={text.empty} icon="boards">
          <p>{text.noneHint}</p>
        </Empty>
      ) : (
        <ul class="board-grid">
          {cards.map((card, index) => (
            <li key={card.id}>
              <BoardCard
                card={card}
                change={
                  mayChange
                    ? {
                        isFirst: index === 0,
                        isLast: index === cards.length - 1,
                        onMove: (step) => {
                          const others = cards.filter((other) => other !== card);
                          setCards([...others.slice(0, index + step), card, ...others.slice(index + step)]);
                        },
                        onRemove: () => setCards(cards.filter((other) => other !== card)),
                      }
                    : undefined
                }
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** Questions that are looked at together: each is asked anew. */
export const BoardsPanel = () => {
  const text = boardWords.value;
  const known = boards.value;
  const instead = useLoading(loadBoards, known !== undefined);
  if (instead || !known) return instead;
  const wanted = ownText('board');
  const board = wanted ? known.find(({ id }) => id === wanted) : known[0];
  if (!board)
    return (
      <Empty title={known.length > 0 ? text.gone : text.none} icon="boards">
        <p>{text.noneHint}</p>
        <PanelLink panel="explore">{text.toExplore}</PanelLink>
      </Empty>
    );
  return <OneBoard key={board.id} board={board} known={known} />;
};
