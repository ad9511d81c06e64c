import { funnel } from './funnel/index.ts';
import { segment } from './segment/index.ts';
import { trend } from './trend/index.ts';

/** Every kind of question there is. A new one is a folder beside these and a line here. */
export const questions = [trend, funnel, segment] as const;
