import { useSignal } from '@preact/signals';
import { formats } from '../../locales/index.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/field.tsx';
import { AccountForm } from './account-form.tsx';
import { EntryPage } from './entry-page.tsx';
import { readEntryLink } from './entry-path.ts';
import { entryWords } from './words.ts';

/** Where nobody has an account yet: how to get the link, and a place to paste it. */
export const FirstOwner = () => {
  const pasted = useSignal('');
  const token = useSignal('');
  const wasWrong = useSignal(false);
  const text = entryWords.value;
  if (token.value) return <AccountForm token={token.value} />;
  return (
    <EntryPage title={text.welcome}>
      <p>{text.welcomeLead}</p>
      <ol class="steps">
        {text.steps.map((step, index) => (
          <li key={step}>
            <span class="steps-number" aria-hidden="true">
              {formats.value.number(index + 1)}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <form
        class="entry-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const link = readEntryLink(pasted.value);
          wasWrong.value = !link;
          if (link) token.value = link.token;
        }}
      >
        <Input
          label={text.link}
          isCode
          value={pasted.value}
          error={wasWrong.value ? text.linkWrong : undefined}
          onChange={(value) => {
            pasted.value = value;
          }}
        />
        <Button type="submit">{text.goOn}</Button>
      </form>
    </EntryPage>
  );
};
