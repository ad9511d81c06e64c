import type { AskedKind } from '../api/ask.ts';
import { Dialog } from './dialog.tsx';
import { PeopleList, type PeopleListProps } from './people-list.tsx';

interface PeopleDialogProps<Kind extends AskedKind> extends PeopleListProps<Kind> {
  /** What the list is called. */
  title: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Who some people are, in a window over the page. */
export const PeopleDialog = <Kind extends AskedKind>({ title, isOpen, onClose, ...list }: PeopleDialogProps<Kind>) => (
  <Dialog title={title} isOpen={isOpen} onClose={onClose}>
    <PeopleList {...list} />
  </Dialog>
);
