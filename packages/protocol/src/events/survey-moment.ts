import { z } from 'zod';
import { count, dimension, nameDimension, textDimension } from '../property.ts';

/** What brought a survey before a visitor: one of its triggers, a call of the site's, or the visitor who opened its tab. */
export const surveyTriggers = [
  'time',
  'scroll',
  'exit',
  'event',
  'rage_click',
  'feature',
  'checkout_left',
  'checkout_return',
  'call',
  'tab',
] as const;

/** What every event of a survey says: which survey it is, and what held in the moment. Page, visitor and session are the envelope's. */
export const surveyMoment = () => ({
  surveyId: nameDimension('Survey'),
  surveyVersion: count('Survey version').optional(),
  /** Made each time that a survey is shown: it joins all that one visitor answered that time. */
  responseId: nameDimension('Response').optional(),
  /** The language of the survey's texts, BCP 47. */
  surveyLanguage: dimension(z.string().min(2).max(35), 'Survey language').optional(),
  trigger: dimension(z.enum(surveyTriggers), 'Trigger').optional(),
  /** The feature whose use brought the survey. */
  feature: nameDimension('Feature').optional(),
  /** The visitor's last checkout, open or completed. */
  checkoutId: nameDimension('Checkout').optional(),
  /** The variants that this visitor has seen: `experiment:variant` each, in the order of their names, with spaces between. */
  variants: textDimension('Variants').optional(),
  /** The saved segments that this visitor was in, by their ids, with spaces between. The collector notes them; no page is told. */
  segments: textDimension('Segments').optional(),
});
