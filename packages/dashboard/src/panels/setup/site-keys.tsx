import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { ApiProblem, readJson } from '../../api/problem.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Input } from '../../ui/field.tsx';
import { Problem } from '../../ui/states.tsx';
import { setupWords } from './words.ts';

interface KeyEntry {
  id: string;
  name: string;
}

const MAX_NAME_LENGTH = 120;

/** Secret keys with which programs ask questions: make one, see it once, remove it. */
export const SiteKeys = ({ siteId }: { siteId: string }) => {
  const text = setupWords.value;
  const keys = useSignal<readonly KeyEntry[]>([]);
  const name = useSignal('');
  const made = useSignal('');
  const problem = useSignal('');

  const attempt = async (act: () => Promise<void>) => {
    problem.value = '';
    try {
      await act();
    } catch (reason) {
      problem.value = reason instanceof ApiProblem && reason.message ? reason.message : text.keysFailed;
    }
  };
  const load = () =>
    attempt(async () => {
      keys.value = (await readJson(api.sites[':site'].keys.$get({ param: { site: siteId } }))).keys;
    });
  useEffect(() => {
    made.value = '';
    void load();
  }, [siteId]);

  const make = () =>
    attempt(async () => {
      const json = { name: name.value.trim() || text.keyNameDefault, scopes: ['questions:read' as const] };
      const created = await readJson(api.sites[':site'].keys.$post({ param: { site: siteId }, json }));
      made.value = created.key;
      name.value = '';
      announce(text.keyMade);
      await load();
    });
  const remove = (key: string) =>
    attempt(async () => {
      const response = await api.sites[':site'].keys[':key'].$delete({ param: { site: siteId, key } });
      if (!response.ok) throw new ApiProblem(response.status);
      made.value = '';
      await load();
    });

  return (
    <div class="site-keys">
      <p>{text.keysLead}</p>
      {keys.value.length > 0 && (
        <ul class="key-list">
          {keys.value.map((key) => (
            <li key={key.id}>
              <bdi>{key.name}</bdi>
              <IconButton icon="close" label={text.removeKey(key.name)} isSmall onClick={() => remove(key.id)} />
            </li>
          ))}
        </ul>
      )}
      <form
        class="key-form"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Input
          label={text.keyName}
          value={name.value}
          maxLength={MAX_NAME_LENGTH}
          onChange={(value) => {
            name.value = value;
          }}
        />
        <Button type="submit" icon="plus">
          {text.makeKey}
        </Button>
      </form>
      {made.value && (
        <div class="key-made" role="status">
          <p>{text.keyOnce}</p>
          <CodeBlock label={text.keyMade} code={made.value} />
          <CopyButton text={made.value} label={text.copyKey} />
        </div>
      )}
      {problem.value && <Problem message={problem.value} />}
    </div>
  );
};
