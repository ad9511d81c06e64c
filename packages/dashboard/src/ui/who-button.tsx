import { formats, words } from '../locales/index.ts';
import './people.css';

interface WhoButtonProps {
  count: number;
  /** The count in words, such as "3 at /cart". */
  said: string;
  /** Opens the list: in the address, so that a link opens it too. */
  onPress: () => void;
}

/** A number in a table that, pressed, tells who they are; nobody is only a number. */
export const WhoButton = ({ count, said, onPress }: WhoButtonProps) =>
  count === 0 ? (
    formats.value.number(0)
  ) : (
    <button type="button" class="people-button" aria-label={words.value.seeWho(said)} onClick={onPress}>
      {formats.value.number(count)}
    </button>
  );
