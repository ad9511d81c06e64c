import { language, words } from '../locales/index.ts';
import { languages, languageTraits } from '../locales/language.ts';
import { go } from '../state/address.ts';
import { theme, themes } from '../state/theme.ts';
import { Segmented } from '../ui/field.tsx';

/** Language and appearance. */
export const Preferences = () => (
  <div class="preferences">
    <Segmented
      label={words.value.language}
      value={language.value}
      choices={languages.map((name) => ({ value: name, label: languageTraits[name].name, language: name }))}
      onChange={(chosen) => go({ language: chosen })}
    />
    <Segmented
      label={words.value.theme}
      value={theme.value}
      choices={themes.map((name) => ({ value: name, label: words.value.themes[name], icon: name }))}
      onChange={(chosen) => {
        theme.value = chosen;
      }}
      areLabelsHidden
    />
  </div>
);
