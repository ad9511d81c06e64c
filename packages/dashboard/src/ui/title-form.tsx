import { useSignal } from '@preact/signals';
import { Button } from './button.tsx';
import { Input } from './field.tsx';
import './title-form.css';

/** No name of what people save is longer. */
export const LONGEST_TITLE = 120;

interface TitleFormProps {
  /** What it is called so far; empty for something new. */
  title: string;
  /** What the name is of, in a word. */
  label: string;
  /** What the button says. */
  save: string;
  onSave: (title: string) => void;
}

/** Asks for a name. */
export const TitleForm = ({ title: first, label, save, onSave }: TitleFormProps) => {
  const title = useSignal(first);
  const typed = title.value.trim();
  return (
    <form
      class="title-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed) onSave(typed);
      }}
    >
      <Input
        label={label}
        value={title.value}
        maxLength={LONGEST_TITLE}
        onChange={(value) => {
          title.value = value;
        }}
      />
      <Button type="submit" look="primary" disabled={!typed}>
        {save}
      </Button>
    </form>
  );
};
