import { useSignal } from '@preact/signals';
import { useAttempt } from '../../api/use-attempt.ts';
import { language } from '../../locales/index.ts';
import { changeThemes, type KeptThemes, mayWriteSurveys, type NamedTheme } from '../../state/surveys.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Input } from '../../ui/field.tsx';
import { RemoveButton } from '../../ui/remove-button.tsx';
import { ValuesInput } from '../../ui/values-input.tsx';
import { textIn } from './survey-texts.ts';
import { surveyWords } from './words.ts';

const MOST_THEMES = 30;

/** An id that none of the themes has. */
const newId = (themes: readonly NamedTheme[]): string => {
  const taken = new Set(themes.map(({ id }) => id));
  let number = themes.length + 1;
  while (taken.has(`theme-${number}`)) number++;
  return `theme-${number}`;
};

/** The themes with the words by which they are told, to be changed by who may. */
export const ThemesForm = ({ kept, onSaved }: { kept: KeptThemes; onSaved: (kept: KeptThemes) => void }) => {
  const text = surveyWords.value;
  const themes = useSignal<NamedTheme[]>(kept.themes);
  const { failure, run, isWorking } = useAttempt();
  const change = (at: number, changed: Partial<NamedTheme>) => {
    themes.value = themes.value.map((theme, index) => (index === at ? { ...theme, ...changed } : theme));
  };
  if (!mayWriteSurveys.value)
    return (
      <dl class="theme-facts">
        {themes.value.map(({ id, titles, words }) => (
          <div key={id}>
            <dt>{textIn(titles)}</dt>
            <dd>
              <bdi>{words.join(' · ')}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    );
  return (
    <form
      class="stack theme-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(async () => {
          onSaved(await changeThemes(themes.value, kept.revision));
          announce(text.themesSaved);
        });
      }}
    >
      {themes.value.map(({ id, titles, words }, at) => (
        <fieldset key={id} class="survey-part">
          <legend>{textIn(titles) || id}</legend>
          <Input
            label={text.themeTitle}
            value={titles[language.value] ?? ''}
            maxLength={60}
            onChange={(title) => {
              const { [language.value]: _, ...others } = titles;
              change(at, { titles: title ? { ...others, [language.value]: title } : others });
            }}
          />
          <ValuesInput
            label={text.themeWords}
            hint={text.themeWordsHint}
            values={words}
            suggestions={[]}
            onChange={(changed) => change(at, { words: [...changed] })}
          />
          <RemoveButton
            label={`${textIn(titles) || id}`}
            meaning={textIn(titles) || id}
            onRemove={() => {
              themes.value = themes.value.filter((_, index) => index !== at);
            }}
          />
        </fieldset>
      ))}
      <div class="survey-acts">
        {themes.value.length < MOST_THEMES && (
          <Button
            icon="plus"
            onClick={() => {
              themes.value = [...themes.value, { id: newId(themes.value), titles: {}, words: [] }];
            }}
          >
            {text.addTheme}
          </Button>
        )}
        <Button type="submit" look="primary" aria-disabled={isWorking.value}>
          {text.saveThemes}
        </Button>
      </div>
      <Failure text={failure.value} />
    </form>
  );
};
