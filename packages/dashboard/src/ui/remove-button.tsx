import { words } from '../locales/index.ts';
import { Button } from './button.tsx';
import { Popover } from './popover.tsx';
import './title-form.css';

interface RemoveButtonProps {
  /** What the button is called: it names what is removed. */
  label: string;
  /** What removing it means. */
  meaning: string;
  onRemove: () => void;
}

/** Removes what people saved, once they have read what that means. */
export const RemoveButton = ({ label, meaning, onRemove }: RemoveButtonProps) => (
  <Popover button={words.value.remove} label={label} look="quiet">
    {(close) => (
      <div class="title-form">
        <p>{meaning}</p>
        <Button
          look="primary"
          onClick={() => {
            close();
            onRemove();
          }}
        >
          {words.value.remove}
        </Button>
      </div>
    )}
  </Popover>
);
