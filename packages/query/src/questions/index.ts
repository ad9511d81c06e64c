import { breakdown } from './breakdown/index.ts';
import { checkouts } from './checkouts/index.ts';
import { funnel } from './funnel/index.ts';
import { retention } from './retention/index.ts';
import { segment } from './segment/index.ts';
import { trend } from './trend/index.ts';

/** Every kind of question there is. A new one is a folder beside these and a line here. */
export const questions = [trend, breakdown, funnel, segment, checkouts, retention] as const;
