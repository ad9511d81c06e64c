import { useSignal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { ApiProblem, readJson } from '../../api/problem.ts';
import { formats } from '../../locales/index.ts';
import { isoDayAt } from '../../state/iso-day.ts';
import { noteSite, type Site } from '../../state/session.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Problem } from '../../ui/states.tsx';
import { setupWords } from './words.ts';

/** The keys that tags carry: make a new one, remove an older one once no page has it any more. */
export const PublicKeys = ({ site }: { site: Site }) => {
  const { id, publicKeys, timeZone } = site;
  const text = setupWords.value;
  const problem = useSignal('');

  const attempt = async (act: () => Promise<Site>) => {
    problem.value = '';
    try {
      noteSite(await act());
      announce(text.publicKeysChanged);
    } catch (reason) {
      problem.value = reason instanceof ApiProblem && reason.message ? reason.message : text.keysFailed;
    }
  };
  const make = () =>
    attempt(() => readJson(api.sites[':site']['public-keys'].$post({ param: { site: id }, json: {} })));
  const remove = (key: string) =>
    attempt(async () => {
      const response = await api.sites[':site']['public-keys'][':key'].$delete({ param: { site: id, key } });
      if (!response.ok) throw new ApiProblem(response.status);
      return { ...site, publicKeys: publicKeys.filter((one) => one.key !== key) };
    });
  const endOf = (at: number) =>
    text.keyEnds(`${formats.value.day(isoDayAt(at, timeZone))} ${formats.value.hour(at, timeZone)}`);

  return (
    <div class="site-keys public-keys">
      <h3>{text.publicKeys}</h3>
      <p class="is-quiet">{text.publicKeysLead}</p>
      <ul class="key-list">
        {publicKeys.map(({ key, endsAt }, place) => (
          <li key={key}>
            <div>
              <code dir="ltr">{key}</code>
              <p class="is-quiet">
                {place === 0 ? text.publicKeyNow : endsAt === null ? text.publicKeyOlder : endOf(endsAt)}
              </p>
            </div>
            {place > 0 && (
              <IconButton icon="close" label={text.removeKey(key)} isSmall onClick={() => void remove(key)} />
            )}
          </li>
        ))}
      </ul>
      <Button onClick={() => void make()}>{text.newPublicKey}</Button>
      {problem.value && <Problem message={problem.value} />}
    </div>
  );
};
