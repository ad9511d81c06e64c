import { ownChoice } from '../../state/own.ts';

/** What is told of a person below their figures. */
export const personViews = ['timeline', 'orders', 'answers', 'traits'] as const;

/** What is told of a person below their figures. */
export type PersonView = (typeof personViews)[number];

/** The kinds of events that a view is about; undefined for all. */
export const kindsOf: Readonly<Record<PersonView, string[] | undefined>> = {
  timeline: undefined,
  orders: ['purchase', 'refund'],
  answers: ['survey_answer'],
  traits: ['identify'],
};

/** A page of the timeline is read; a list is looked through. */
export const pageSizeOf: Readonly<Record<PersonView, number>> = {
  timeline: 100,
  orders: 1000,
  answers: 1000,
  traits: 1000,
};

/** The one that the address names. */
export const chosenPersonView = (): PersonView => ownChoice('view', personViews, 'timeline');
