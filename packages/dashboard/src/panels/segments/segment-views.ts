import { ownChoice } from '../../state/own.ts';

/** What is told of a segment beside its size now. */
export const segmentViews = ['members', 'size', 'overlap', 'profile'] as const;

/** What is told of a segment beside its size now. */
export type SegmentView = (typeof segmentViews)[number];

/** The one that the address names. */
export const chosenView = (): SegmentView => ownChoice('view', segmentViews, 'members');
