import type { ComponentChildren } from 'preact';
import { formats, words } from '../locales/index.ts';
import './people.css';

interface WhoButtonProps {
  count: number;
  /** The count in words, such as "3 at /cart". */
  said: string;
  /** Opens the list: in the address, so that a link opens it too. */
  onPress: () => void;
  /** What stands on it; `said` contains it. Default: the number. */
  children?: ComponentChildren;
}

/** A number of people that, pressed, tells who they are; nobody is only a number. */
export const WhoButton = ({ count, said, onPress, children }: WhoButtonProps) =>
  count === 0 ? (
    formats.value.number(0)
  ) : (
    <button type="button" class="people-button" aria-label={words.value.seeWho(said)} onClick={onPress}>
      {children ?? formats.value.number(count)}
    </button>
  );
