import { Button, IconButton } from '../../ui/button.tsx';
import { Input, Select } from '../../ui/field.tsx';
import { QuestionSettings } from '../../ui/question-settings.tsx';
import type { Variant } from './experiment.ts';
import { formWords } from './form-words.ts';

type Change = NonNullable<Variant['changes']>[number];

/** Kinds of changes that are made here; the others are made on the page. */
const kinds = ['text', 'message', 'hide', 'style'] as const;
type Made = (typeof kinds)[number];

const isMade = (kind: Change['kind']): kind is Made => (kinds as readonly string[]).includes(kind);

const newChange = (kind: Made, selector: string): Change => {
  if (kind === 'text') return { kind, selector, texts: { en: '' } };
  if (kind === 'message') return { kind, selector, place: 'after', texts: { en: '' } };
  return kind === 'hide' ? { kind, selector } : { kind, selector, properties: { 'background-color': '' } };
};

interface ChangesEditorProps {
  variant: Variant;
  onChange: (variant: Variant) => void;
}

/** What a variant changes in the page: texts, messages, colours, what is hidden; or the page that is shown instead. */
export const ChangesEditor = ({ variant, onChange }: ChangesEditorProps) => {
  const form = formWords.value;
  const { changes = [], redirect = '' } = variant;
  const set = (next: Change[]) => {
    const { changes: _, ...rest } = variant;
    onChange(next.length > 0 ? { ...rest, changes: next } : rest);
  };
  const put = (place: number, changed: Change) => set(changes.map((other, at) => (at === place ? changed : other)));
  return (
    <div class="stack">
      {changes.map((change, place) => (
        // A change has no identity but its place.
        <QuestionSettings key={place}>
          <Select
            label={form.change}
            value={change.kind}
            choices={[...new Set([...kinds, change.kind])].map((value) => ({ value, label: form.changes[value] }))}
            onChange={(kind) => isMade(kind) && put(place, newChange(kind, change.selector))}
          />
          <Input
            label={form.selector}
            value={change.selector}
            isCode
            maxLength={512}
            onChange={(selector) => put(place, { ...change, selector })}
          />
          {(change.kind === 'text' || change.kind === 'message') &&
            (['en', 'ar'] as const).map((language) => (
              <Input
                key={language}
                label={form.textIn[language]}
                value={change.texts[language] ?? ''}
                maxLength={500}
                onChange={(value) => {
                  const { [language]: _, ...others } = change.texts;
                  put(place, { ...change, texts: value ? { ...others, [language]: value } : others });
                }}
              />
            ))}
          {change.kind === 'style' && (
            <Input
              label={form.background}
              value={change.properties['background-color'] ?? ''}
              isCode
              maxLength={120}
              onChange={(value) => put(place, { ...change, properties: { 'background-color': value } })}
            />
          )}
          <IconButton
            icon="close"
            label={form.removeChange}
            onClick={() => set(changes.filter((_, at) => at !== place))}
          />
        </QuestionSettings>
      ))}
      <QuestionSettings>
        {!redirect && (
          <Button icon="plus" look="quiet" isSmall onClick={() => set([...changes, newChange('text', '')])}>
            {form.addChange}
          </Button>
        )}
        {changes.length === 0 && (
          <Input
            label={form.redirect}
            value={redirect}
            isCode
            maxLength={2048}
            onChange={(path) => {
              const { redirect: _, ...rest } = variant;
              onChange(path ? { ...rest, redirect: path } : rest);
            }}
          />
        )}
      </QuestionSettings>
      {changes.length === 0 && !redirect && <p class="is-quiet">{form.byCode(variant.id)}</p>}
    </div>
  );
};
