import { language, words } from '../locales/index.ts';
import { languages, languageTraits } from '../locales/language.ts';
import { go } from '../state/address.ts';
import { theme, themes } from '../state/theme.ts';
import { Button } from '../ui/button.tsx';
import { Segmented } from '../ui/field.tsx';
import { isShortcutListOpen } from './shortcuts.ts';

/** Language, appearance and, where panels are, the keys that lead to them. */
export const Preferences = ({ hasShortcuts = false }: { hasShortcuts?: boolean }) => (
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
    {hasShortcuts && (
      <Button
        class="shortcuts-button"
        look="quiet"
        isSmall
        onClick={() => {
          isShortcutListOpen.value = true;
        }}
      >
        {words.value.shortcuts.title}
      </Button>
    )}
  </div>
);
