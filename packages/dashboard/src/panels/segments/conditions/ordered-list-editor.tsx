import type { ComponentChildren } from 'preact';
import { formats } from '../../../locales/index.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { segmentWords } from '../words.ts';

interface OrderedListEditorProps<Item> {
  items: readonly Item[];
  most: number;
  /** What is added behind the last one. */
  next: (last: Item | undefined) => Item;
  onChange: (items: Item[]) => void;
  /** The editor of one of them; `number` from 1. */
  children: (item: Item, number: number, change: (changed: Item) => void) => ComponentChildren;
}

const FEWEST = 2;

/** What comes one after the other: at least two. */
export const OrderedListEditor = <Item,>({ items, most, next, onChange, children }: OrderedListEditorProps<Item>) => {
  const text = segmentWords.value;
  return (
    <div class="condition-steps">
      <ol>
        {items.map((item, index) => (
          // They are told apart by their place alone: two may be alike.
          <li key={index}>
            <span class="step-mark" aria-hidden="true">
              {formats.value.number(index + 1)}
            </span>
            {children(item, index + 1, (changed) =>
              onChange(items.map((other, place) => (place === index ? changed : other))),
            )}
            <IconButton
              icon="close"
              isSmall
              label={text.removeStep(index + 1)}
              aria-disabled={items.length <= FEWEST}
              onClick={() => items.length > FEWEST && onChange(items.filter((_, place) => place !== index))}
            />
          </li>
        ))}
      </ol>
      <Button
        look="quiet"
        icon="plus"
        isSmall
        disabled={items.length >= most}
        onClick={() => onChange([...items, next(items.at(-1))])}
      >
        {text.addStep}
      </Button>
    </div>
  );
};
