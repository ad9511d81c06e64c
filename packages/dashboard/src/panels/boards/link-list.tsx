import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { BoardLink } from './board-links.ts';
import { shareWords } from './share-words.ts';

interface LinkListProps {
  links: readonly BoardLink[];
  onTakeBack: (link: BoardLink) => void;
}

/** The links that were made: until when they work, whether anybody used them, and the way to take them back. */
export const LinkList = ({ links, onTakeBack }: LinkListProps) => {
  const text = shareWords.value;
  if (links.length === 0) return <p class="is-quiet">{text.none}</p>;
  return (
    <ul class="board-links">
      {links.map((link) => {
        const { id, createdAt, endsAt, lastUsedAt, hasPassword } = link;
        return (
          <li key={id}>
            <div>
              <p>
                {endsAt > Date.now() ? text.until : text.ended} <Moment at={endsAt} />
                {hasPassword && <span class="board-link-mark">{text.withPassword}</span>}
              </p>
              <p class="is-quiet">
                {text.makes} <Moment at={createdAt} /> · {text.used}{' '}
                {lastUsedAt === null ? text.never : <Moment at={lastUsedAt} />}
              </p>
            </div>
            <Button
              look="quiet"
              isSmall
              aria-label={text.takeBackOne(formats.value.moment(createdAt, site.value?.timeZone ?? 'UTC'))}
              onClick={() => onTakeBack(link)}
            >
              {text.takeBack}
            </Button>
          </li>
        );
      })}
    </ul>
  );
};
