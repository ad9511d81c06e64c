import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { AskedKind } from '../api/ask.ts';
import './people.css';
import { PeopleDialog } from './people-dialog.tsx';
import type { PeopleListProps } from './people-list.tsx';

interface PeopleButtonProps<Kind extends AskedKind> extends PeopleListProps<Kind> {
  /** What the button does, read aloud: "See who: 3 dropped out". It contains the words on it. */
  label: string;
  /** What the opened list is called. */
  title: string;
  children: ComponentChildren;
}

/** A number of people that, pressed, lists who they are. */
export const PeopleButton = <Kind extends AskedKind>({ label, title, children, ...list }: PeopleButtonProps<Kind>) => {
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="people-button"
        aria-label={label}
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {children}
      </button>
      <PeopleDialog
        {...list}
        title={title}
        isOpen={isOpen.value}
        onClose={() => {
          isOpen.value = false;
        }}
      />
    </>
  );
};
