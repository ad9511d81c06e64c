import { useSignal } from '@preact/signals';
import type { Board } from '../../state/boards.ts';
import { Button } from '../../ui/button.tsx';
import { MailDialog } from './mail-dialog.tsx';
import { mailWords } from './mail-words.ts';
import { ShareDialog } from './share-dialog.tsx';
import { shareWords } from './share-words.ts';

/** The ways in which a board leaves the dashboard: by a link, and by e-mail. */
export const OutwardButtons = ({ board }: { board: Board }) => {
  const opened = useSignal<'share' | 'mail' | undefined>(undefined);
  const close = () => {
    opened.value = undefined;
  };
  return (
    <>
      <Button
        icon="external"
        onClick={() => {
          opened.value = 'share';
        }}
      >
        {shareWords.value.share}
      </Button>
      <Button
        look="quiet"
        onClick={() => {
          opened.value = 'mail';
        }}
      >
        {mailWords.value.mail}
      </Button>
      <ShareDialog board={board} isOpen={opened.value === 'share'} onClose={close} />
      <MailDialog board={board} isOpen={opened.value === 'mail'} onClose={close} />
    </>
  );
};
