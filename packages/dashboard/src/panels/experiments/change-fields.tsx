import { Input, Select } from '../../ui/field.tsx';
import { ValuesInput } from '../../ui/values-input.tsx';
import { formWords } from './form-words.ts';
import { type Change, stylesOf, stylesText, type Texts, withText } from './new-change.ts';
import { TextArea } from './text-area.tsx';

interface TextsFieldsProps {
  labels: { en: string; ar: string };
  texts: Texts;
  /** Characters of each. */
  maxLength: number;
  onChange: (texts: Texts) => void;
}

const languages = ['en', 'ar'] as const;
const places = ['before', 'after', 'first', 'last'] as const;

const TextsFields = ({ labels, texts, maxLength, onChange }: TextsFieldsProps) =>
  languages.map((language) => (
    <Input
      key={language}
      label={labels[language]}
      value={texts[language] ?? ''}
      maxLength={maxLength}
      onChange={(value) => onChange(withText(texts, language, value))}
    />
  ));

interface StylesFieldProps {
  properties: Record<string, string>;
  onChange: (properties: Record<string, string>) => void;
}

const StylesField = ({ properties, onChange }: StylesFieldProps) => {
  const form = formWords.value;
  return (
    <ValuesInput
      label={form.styles}
      hint={form.stylesHint}
      values={stylesText(properties)}
      suggestions={[]}
      onChange={(texts) => onChange(stylesOf(texts))}
    />
  );
};

interface ChangeFieldsProps {
  change: Change;
  onChange: (change: Change) => void;
}

/** What a change of its kind is made of, beside the selector. */
export const ChangeFields = ({ change, onChange }: ChangeFieldsProps) => {
  const form = formWords.value;
  switch (change.kind) {
    case 'text':
      return (
        <TextsFields
          labels={form.textIn}
          texts={change.texts}
          maxLength={2000}
          onChange={(texts) => onChange({ ...change, texts })}
        />
      );
    case 'html':
      return languages.map((language) => (
        <TextArea
          key={language}
          label={form.htmlIn[language]}
          hint={form.htmlHint}
          value={change.texts[language] ?? ''}
          maxLength={10_000}
          onChange={(value) => onChange({ ...change, texts: withText(change.texts, language, value) })}
        />
      ));
    case 'message': {
      const { properties: _, ...plain } = change;
      return (
        <>
          <Select
            label={form.place}
            value={change.place}
            choices={places.map((value) => ({ value, label: form.places[value] }))}
            onChange={(place) => onChange({ ...change, place })}
          />
          <TextsFields
            labels={form.textIn}
            texts={change.texts}
            maxLength={500}
            onChange={(texts) => onChange({ ...change, texts })}
          />
          <StylesField
            properties={change.properties ?? {}}
            onChange={(properties) => onChange(Object.keys(properties).length > 0 ? { ...plain, properties } : plain)}
          />
        </>
      );
    }
    case 'style':
      return (
        <StylesField properties={change.properties} onChange={(properties) => onChange({ ...change, properties })} />
      );
    case 'image': {
      const { texts: _, ...plain } = change;
      return (
        <>
          <Input
            label={form.picture}
            value={change.src}
            isCode
            maxLength={2048}
            onChange={(src) => onChange({ ...change, src })}
          />
          <TextsFields
            labels={form.shownIn}
            texts={change.texts ?? {}}
            maxLength={300}
            onChange={(texts) => onChange(Object.keys(texts).length > 0 ? { ...plain, texts } : plain)}
          />
        </>
      );
    }
    case 'move':
      return (
        <>
          <Select
            label={form.place}
            value={change.place}
            choices={places.map((value) => ({ value, label: form.places[value] }))}
            onChange={(place) => onChange({ ...change, place })}
          />
          <Input
            label={form.movedTo}
            value={change.to}
            isCode
            maxLength={512}
            onChange={(to) => onChange({ ...change, to })}
          />
        </>
      );
    case 'class':
      return (
        <>
          <ValuesInput
            label={form.classesAdded}
            values={change.add}
            suggestions={[]}
            onChange={(add) => onChange({ ...change, add: [...add] })}
          />
          <ValuesInput
            label={form.classesRemoved}
            values={change.remove}
            suggestions={[]}
            onChange={(remove) => onChange({ ...change, remove: [...remove] })}
          />
        </>
      );
    case 'attribute':
      return (
        <>
          <Input
            label={form.attribute}
            value={change.name}
            isCode
            maxLength={120}
            suggestions={['title', 'href', 'alt', 'placeholder', 'aria-label']}
            onChange={(name) => onChange({ ...change, name })}
          />
          {change.value !== null && (
            <Input
              label={form.attributeValue}
              value={change.value}
              maxLength={2048}
              onChange={(value) => onChange({ ...change, value })}
            />
          )}
          <div class="experiment-checks">
            <label>
              <input
                type="checkbox"
                checked={change.value === null}
                onChange={({ currentTarget: { checked } }) => onChange({ ...change, value: checked ? null : '' })}
              />
              {form.isAttributeGone}
            </label>
          </div>
        </>
      );
    case 'hide':
      return null;
  }
};
