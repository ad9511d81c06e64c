import { formats } from '../../locales/index.ts';
import { goOwn, ownText } from '../../state/own.ts';
import type { KeptSurvey } from '../../state/surveys.ts';
import { Select } from '../../ui/field.tsx';
import { surveyWords } from './words.ts';

/** The version that is looked at alone, as a part of the definition; of all of them nothing. */
export const versionAsked = (): { version?: number } => {
  const version = Number(ownText('version'));
  return Number.isInteger(version) && version > 0 ? { version } : {};
};

/** Chooses one version of a survey to look at alone, where it has more than one or one is chosen: it is seen, and undone, here. */
export const VersionSelect = ({ versions }: { versions: readonly KeptSurvey[] }) => {
  const text = surveyWords.value;
  const { version: asked } = versionAsked();
  const numbers = [...new Set([...versions.map(({ survey }) => survey.version), ...(asked ? [asked] : [])])];
  if (!asked && numbers.length < 2) return null;
  return (
    <Select
      label={text.version}
      isLabelHidden
      isSmall
      value={asked ? String(asked) : ''}
      choices={[
        { value: '', label: text.allVersions },
        ...numbers.map((version) => ({
          value: String(version),
          label: text.versionName(formats.value.number(version)),
        })),
      ]}
      onChange={(version) => goOwn({ version })}
    />
  );
};
