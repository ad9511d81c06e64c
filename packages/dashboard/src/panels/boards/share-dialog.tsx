import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useAttempt } from '../../api/use-attempt.ts';
import type { Board } from '../../state/boards.ts';
import { passwordFault } from '../../state/new-password.ts';
import { site } from '../../state/site.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { CredentialField } from '../../ui/credential-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Select } from '../../ui/field.tsx';
import { type BoardLink, createLink, readLinks, removeLink } from './board-links.ts';
import { LinkList } from './link-list.tsx';
import { shareWords } from './share-words.ts';

/** For how many days a link may be made to work here; the API takes any number up to a year. */
const choicesOfDays = ['1', '7', '30', '90', '365'] as const;

const ShareForm = ({ board }: { board: Board }) => {
  const text = shareWords.value;
  const days = useSignal<(typeof choicesOfDays)[number]>('30');
  const password = useSignal('');
  const error = useSignal<string | undefined>(undefined);
  const made = useSignal('');
  const links = useSignal<readonly BoardLink[]>([]);
  const { isWorking, failure, run } = useAttempt();
  const of = { siteId: site.value?.id ?? '', boardId: board.id };

  const reload = async () => {
    links.value = await readLinks(of);
  };
  useEffect(() => void run(reload), [of.siteId, of.boardId]);

  const make = () =>
    run(async () => {
      error.value = password.value ? passwordFault(password.value) : undefined;
      if (error.value) return;
      const chosen = { days: Number(days.value), ...(password.value && { password: password.value }) };
      made.value = (await createLink(of, chosen)).url;
      password.value = '';
      announce(text.made);
      await reload();
    });

  return (
    <div class="stack">
      <p>{text.lead}</p>
      <form
        class="share-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Select
          label={text.lasts}
          value={days.value}
          choices={choicesOfDays.map((value) => ({ value, label: text.days(Number(value)) }))}
          onChange={(chosen) => {
            days.value = chosen;
          }}
        />
        <CredentialField
          kind="new-password"
          label={text.password}
          value={password.value}
          hint={text.passwordHint}
          error={error.value}
          onChange={(typed) => {
            password.value = typed;
          }}
        />
        <Button type="submit" look={made.value ? 'plain' : 'primary'} disabled={isWorking.value}>
          {text.make}
        </Button>
      </form>
      <Failure text={failure.value} />
      {made.value && (
        <div class="share-made" role="status">
          <p>{text.once}</p>
          <CodeBlock label={text.made} code={made.value} />
          <CopyButton text={made.value} label={text.copy} look="primary" />
        </div>
      )}
      <div>
        <h3 class="field-label">{text.links}</h3>
        <LinkList
          links={links.value}
          onTakeBack={({ id }) =>
            void run(async () => {
              await removeLink(of, id);
              announce(text.takenBack);
              await reload();
            })
          }
        />
      </div>
    </div>
  );
};

/** Makes links to a board for people without an account, and takes them back. */
export const ShareDialog = ({ board, isOpen, onClose }: { board: Board; isOpen: boolean; onClose: () => void }) => (
  <Dialog title={shareWords.value.shareBoard(board.title)} isOpen={isOpen} onClose={onClose}>
    <ShareForm board={board} />
  </Dialog>
);
