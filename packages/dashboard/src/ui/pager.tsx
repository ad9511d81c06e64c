import { formats, words } from '../locales/index.ts';
import { Button } from './button.tsx';
import './pager.css';
import type { Pages } from './use-pages.ts';

interface PagerProps {
  pages: Pages;
  /** Rows on every page but the last. */
  pageSize: number;
  /** Rows on this one. */
  shown: number;
  /** Where the next page begins; null on the last. */
  nextAfter: string | null;
}

/** The way to the next page of a list and back; nothing where one page holds it all. */
export const Pager = ({ pages, pageSize, shown, nextAfter }: PagerProps) => {
  if (pages.index === 0 && nextAfter === null) return null;
  const first = pages.index * pageSize;
  const { number } = formats.value;
  return (
    <nav class="pager" aria-label={words.value.pages}>
      <Button
        look="quiet"
        isSmall
        aria-disabled={pages.index === 0}
        onClick={() => pages.index > 0 && pages.previous()}
      >
        {words.value.previousPage}
      </Button>
      <span role="status">{words.value.listedFromTo(number(first + 1), number(first + shown))}</span>
      <Button
        look="quiet"
        isSmall
        aria-disabled={nextAfter === null}
        onClick={() => nextAfter !== null && pages.next(nextAfter)}
      >
        {words.value.nextPage}
      </Button>
    </nav>
  );
};
