import { CardAnswer } from '../../cards/card-answer.tsx';
import { formats } from '../../locales/index.ts';
import { addressWith, go } from '../../state/address.ts';
import { withDays } from '../../state/board-days.ts';
import { daysOf, type BoardCard as SavedCard, viewOf } from '../../state/boards.ts';
import { IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isPlainClick } from '../../ui/plain-click.ts';
import { PngButton } from '../../ui/png-button.tsx';
import { boardWords } from './words.ts';

interface BoardCardProps {
  card: SavedCard;
  /** Undefined for those who may not change the board. */
  change: { isFirst: boolean; isLast: boolean; onMove: (step: number) => void; onRemove: () => void } | undefined;
}

/** A question on a board, asked now: of the days that it means today. */
export const BoardCard = ({ card, change }: BoardCardProps) => {
  const text = boardWords.value;
  const { title, kind, definition } = card;
  const days = daysOf(card);
  const view = viewOf(card);
  return (
    <Card
      title={title}
      actions={
        <>
          <a
            class="button button-icon-only button-quiet button-small"
            href={addressWith(view)}
            aria-label={text.open(title)}
            title={text.open(title)}
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              go(view);
            }}
          >
            <Icon name="forward" />
          </a>
          <PngButton fileName="telltale-board" days={days.days} isIconOnly />
          {change && (
            <>
              <IconButton
                icon="up"
                isSmall
                label={text.moveEarlier(title)}
                aria-disabled={change.isFirst}
                onClick={() => !change.isFirst && change.onMove(-1)}
              />
              <IconButton
                icon="down"
                isSmall
                label={text.moveLater(title)}
                aria-disabled={change.isLast}
                onClick={() => !change.isLast && change.onMove(1)}
              />
              <IconButton icon="close" isSmall label={text.removeCard(title)} onClick={change.onRemove} />
            </>
          )}
        </>
      }
    >
      <div class="stack">
        <p class="is-quiet">{formats.value.days(days.days.from, days.days.to)}</p>
        <CardAnswer kind={kind} definition={withDays(definition, days)} />
      </div>
    </Card>
  );
};
