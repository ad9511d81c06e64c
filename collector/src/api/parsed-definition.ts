import { Refusal } from '../lib/refusal.ts';

/** What a link says as its definition. @throws Refusal `invalid_json` */
export const parsedDefinition = (definition: string): unknown => {
  try {
    return JSON.parse(definition);
  } catch (cause) {
    throw new Refusal(400, 'invalid_json', 'definition: it is not JSON.', { path: 'definition', cause });
  }
};
