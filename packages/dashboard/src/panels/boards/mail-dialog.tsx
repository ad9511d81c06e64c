import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import type { Board } from '../../state/boards.ts';
import { site } from '../../state/site.ts';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Loading } from '../../ui/states.tsx';
import { type BoardMail, readMail } from './board-mail.ts';
import { MailForm } from './mail-form.tsx';
import { MailState } from './mail-state.tsx';
import { mailWords } from './mail-words.ts';

const SETTINGS = 'SMTP_URL=smtp://user:password@mail.example.com:587\nMAIL_FROM=stats@example.com';

const Content = ({ board }: { board: Board }) => {
  const mail = useSignal<BoardMail | undefined>(undefined);
  const { failure, run } = useAttempt();
  const text = mailWords.value;
  const of = { siteId: site.value?.id ?? '', boardId: board.id };
  const load = () =>
    run(async () => {
      mail.value = await readMail(of);
    });
  useEffect(() => void load(), [of.siteId, of.boardId]);

  if (failure.value) return <Failure text={failure.value} />;
  if (!mail.value) return <Loading />;
  if (!mail.value.isPossible)
    return (
      <div class="stack">
        <p class="state-title">{text.impossible}</p>
        <p>{text.impossibleHint}</p>
        <CodeBlock label={text.impossible} code={SETTINGS} />
      </div>
    );
  return (
    <div class="stack">
      <p>{text.lead}</p>
      <MailForm
        of={of}
        mail={mail.value}
        onChanged={(changed) => {
          if (changed) mail.value = changed;
          else void load();
        }}
      />
      <MailState mail={mail.value} />
    </div>
  );
};

/** Has a board sent by e-mail. */
export const MailDialog = ({ board, isOpen, onClose }: { board: Board; isOpen: boolean; onClose: () => void }) => (
  <Dialog title={mailWords.value.mailBoard(board.title)} isOpen={isOpen} onClose={onClose}>
    <Content board={board} />
  </Dialog>
);
