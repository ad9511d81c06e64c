import type { SurveyDefinitionInput } from '@telltale/query';
import { formats } from '../../locales/index.ts';
import { type CatalogProperty, commonProperties, kinds } from '../../state/catalog.ts';
import { propertyName, valueName } from '../../state/names.ts';
import { savedSegment, savedSegments } from '../../state/segments.ts';
import type { Choice, ChoiceGroup } from '../../ui/field.tsx';
import { surveyWords } from './words.ts';

/** What the address says for a segment is its id behind this; all of them side by side have no id. */
const SEGMENT = 'segment:';

/** So many segments does a question take. */
const MOST_SEGMENTS = 10;

/** Whose events have what all events of surveys have. */
const KIND = 'survey_shown';

/** The answer is about one survey; ids are a value each. */
const isBrokenDownBy = ({ name, role }: { name: string; role: string }) => role === 'dimension' && !/Id$/.test(name);

/** What the question is asked for a choice of the address; undefined for none. */
export const breakdownOf = (chosen: string): SurveyDefinitionInput['breakdown'] => {
  if (!chosen.startsWith(SEGMENT)) return chosen ? { property: chosen } : undefined;
  const id = chosen.slice(SEGMENT.length);
  const segments = id ? [id] : savedSegments.value.slice(0, MOST_SEGMENTS).map((segment) => segment.id);
  return segments.length > 0 ? { segments } : undefined;
};

/** What the breakdown of a choice is called. */
export const breakdownName = (chosen: string): string =>
  chosen.startsWith(SEGMENT) ? surveyWords.value.segment : propertyName(chosen, KIND);

/** What a group of the breakdown is called. */
export const groupName = (chosen: string, value: string): string => {
  const titleOf = (id: string) => savedSegment(id)?.title ?? id;
  if (chosen.startsWith(SEGMENT)) return titleOf(value);
  // What the collector noted: the ids of all that the visitor was in.
  if (chosen === 'segments' && value !== '') return formats.value.list(value.split(' ').map(titleOf));
  return valueName(chosen, value);
};

/** Every dimension that surveys' events have, and the saved segments. */
export const breakdownChoices = (): { choices: Choice[]; groups: ChoiceGroup[] } => {
  const text = surveyWords.value;
  const own = kinds.value.find(({ kind }) => kind === KIND)?.properties ?? [];
  const choicesOf = (properties: readonly CatalogProperty[]): Choice[] =>
    properties.filter(isBrokenDownBy).map((property) => ({ value: property.name, label: propertyName(property) }));
  const segments = savedSegments.value;
  return {
    choices: [{ value: '', label: text.noBreakdown }],
    groups: [
      { label: text.ofSurvey, choices: choicesOf(own) },
      { label: text.ofVisit, choices: choicesOf(commonProperties.value) },
      {
        label: text.segments,
        choices: [
          ...(segments.length > 1
            ? [{ value: SEGMENT, label: text.allSegments(Math.min(segments.length, MOST_SEGMENTS)) }]
            : []),
          ...segments.map(({ id, title }) => ({ value: `${SEGMENT}${id}`, label: title })),
        ],
      },
    ].filter(({ choices }) => choices.length > 0),
  };
};
