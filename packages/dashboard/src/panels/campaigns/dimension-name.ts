import { propertyName, valueName } from '../../state/names.ts';
import type { Dimension } from './campaigns-question.ts';
import { campaignsWords } from './words.ts';

/** What is asked of a touch, in the reader's language. */
export const dimensionName = (dimension: Dimension): string =>
  dimension === 'landingPage' ? campaignsWords.value.landingPage : propertyName(dimension);

/** What a touch's value is called; an empty one is no touch that is known, or one that has none. */
export const touchName = (dimension: Dimension, value: string): string =>
  value === '' ? campaignsWords.value.noTouch : valueName(dimension, value);
