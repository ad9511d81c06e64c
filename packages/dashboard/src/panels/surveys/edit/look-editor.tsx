import type { WrittenSurvey } from '../../../state/surveys.ts';
import { Input, Select } from '../../../ui/field.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { LocalizedInput } from './localized-input.tsx';
import { editWords } from './words.ts';

type Look = WrittenSurvey['look'];

/** What a survey has that has no colours of its own. */
const colours = {
  light: { background: '#ffffff', text: '#1b1f26', accent: '#0b57d0' },
  dark: { background: '#1d2128', text: '#f2f4f7', accent: '#8ab4f8' },
} as const;

interface LookEditorProps {
  look: Look;
  language: string;
  onChange: (look: Look) => void;
}

/** Where a survey stands, light or dark, in which colours. */
export const LookEditor = ({ look, language, onChange }: LookEditorProps) => {
  const text = editWords.value;
  const set = (change: Partial<Look>) => onChange({ ...look, ...change });
  const hasColours = look.colours.light !== undefined || look.colours.dark !== undefined;
  return (
    <div class="stack">
      <div class="survey-pair">
        <Select
          label={text.place}
          value={look.place}
          choices={(['corner', 'bar', 'inline', 'tab'] as const).map((value) => ({ value, label: text.places[value] }))}
          onChange={(place) => set({ place })}
        />
        <Select
          label={text.side}
          value={look.side}
          choices={(['end', 'start'] as const).map((value) => ({ value, label: text.sides[value] }))}
          onChange={(side) => set({ side })}
        />
        <Select
          label={text.theme}
          value={look.theme}
          choices={(['system', 'page', 'light', 'dark'] as const).map((value) => ({
            value,
            label: text.themes[value],
          }))}
          onChange={(theme) => set({ theme })}
        />
      </div>
      {look.place === 'inline' && (
        <Input
          label={text.selector}
          isCode
          value={look.selector ?? ''}
          maxLength={512}
          onChange={(selector) => set({ selector })}
        />
      )}
      {look.place === 'tab' && (
        <LocalizedInput
          label={text.tabLabel}
          texts={look.tabLabel}
          language={language}
          maxLength={120}
          onChange={(tabLabel) => {
            const { tabLabel: _, ...others } = look;
            onChange(tabLabel ? { ...others, tabLabel } : others);
          }}
        />
      )}
      <Switch
        label={text.ownColours}
        hint={text.ownColoursHint}
        isOn={hasColours}
        onChange={(isOn) => set({ colours: isOn ? { light: colours.light, dark: colours.dark } : {} })}
      />
      {hasColours && (
        <div class="survey-colours">
          {(['light', 'dark'] as const).flatMap((scheme) =>
            (['background', 'text', 'accent'] as const).map((part) => (
              <label class="field" key={`${scheme} ${part}`}>
                <span class="field-label">{text.colour(text.colourParts[part], text.themes[scheme])}</span>
                <input
                  class="control survey-colour"
                  type="color"
                  value={look.colours[scheme]?.[part] ?? colours[scheme][part]}
                  onInput={({ currentTarget: { value } }) =>
                    set({
                      colours: {
                        ...look.colours,
                        [scheme]: { ...colours[scheme], ...look.colours[scheme], [part]: value },
                      },
                    })
                  }
                />
              </label>
            )),
          )}
        </div>
      )}
    </div>
  );
};
