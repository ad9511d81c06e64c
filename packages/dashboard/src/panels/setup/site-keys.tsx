import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { api } from '../../api/client.ts';
import { ApiProblem, readJson } from '../../api/problem.ts';
import { formats } from '../../locales/index.ts';
import { isoDayAt } from '../../state/iso-day.ts';
import type { Site } from '../../state/session.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Input } from '../../ui/field.tsx';
import { Problem } from '../../ui/states.tsx';
import { type KeyScope, keyScopes, keyScopeWords } from './key-scopes.ts';
import { setupWords } from './words.ts';

interface KeyEntry {
  id: string;
  name: string;
  scopes: readonly KeyScope[];
  /** Epoch ms; null: it stands until it is removed. */
  endsAt: number | null;
}

const MAX_NAME_LENGTH = 120;

interface KeyLineProps {
  entry: KeyEntry;
  timeZone: string;
  onReplace: () => void;
  onRemove: () => void;
}

const KeyLine = ({ entry: { name, scopes, endsAt }, timeZone, onReplace, onRemove }: KeyLineProps) => {
  const text = setupWords.value;
  return (
    <li>
      <div>
        <bdi>{name}</bdi>
        <p class="is-quiet">{formats.value.list(scopes.map((scope) => keyScopeWords.value[scope]))}</p>
        {endsAt !== null && (
          <p class="is-quiet">
            {text.keyEnds(`${formats.value.day(isoDayAt(endsAt, timeZone))} ${formats.value.hour(endsAt, timeZone)}`)}
          </p>
        )}
      </div>
      {endsAt === null && (
        <Button look="quiet" isSmall aria-label={text.replaceKey(name)} onClick={onReplace}>
          {text.replace}
        </Button>
      )}
      <IconButton icon="close" label={text.removeKey(name)} isSmall onClick={onRemove} />
    </li>
  );
};

/** Secret keys with which programs ask and send: make one, see it once, replace it, remove it. */
export const SiteKeys = ({ site: { id: siteId, timeZone, scopes: own } }: { site: Site }) => {
  const text = setupWords.value;
  const keys = useSignal<readonly KeyEntry[]>([]);
  const name = useSignal('');
  const chosen = useSignal<readonly KeyScope[]>(['questions:read']);
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

  const show = async (key: string) => {
    made.value = key;
    announce(text.keyMade);
    await load();
  };
  const make = () =>
    attempt(async () => {
      if (chosen.value.length === 0) throw new ApiProblem(0, { message: text.keyNeedsScope });
      const json = { name: name.value.trim() || text.keyNameDefault, scopes: [...chosen.value] };
      const created = await readJson(api.sites[':site'].keys.$post({ param: { site: siteId }, json }));
      name.value = '';
      await show(created.key);
    });
  const replace = (key: string) =>
    attempt(async () => {
      const asked = { param: { site: siteId, key }, json: {} };
      await show((await readJson(api.sites[':site'].keys[':key'].replacement.$post(asked))).key);
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
            <KeyLine
              key={key.id}
              entry={key}
              timeZone={timeZone}
              onReplace={() => void replace(key.id)}
              onRemove={() => void remove(key.id)}
            />
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
        <fieldset class="key-scopes">
          <legend>{text.keyMay}</legend>
          {/* Nobody gives away what they may not do themselves. */}
          {keyScopes
            .filter((scope) => own.includes(scope))
            .map((scope) => (
              <label key={scope}>
                <input
                  type="checkbox"
                  checked={chosen.value.includes(scope)}
                  onChange={({ currentTarget: { checked } }) => {
                    chosen.value = keyScopes.filter((one) => (one === scope ? checked : chosen.value.includes(one)));
                  }}
                />
                <span>
                  {keyScopeWords.value[scope]} <code>{scope}</code>
                </span>
              </label>
            ))}
        </fieldset>
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
