import { newId } from '../lib/new-id.ts';
import { readStored, writeStored } from '../lib/storage.ts';

/** The first-party id of this browser, made when first asked for. Ask only with the visitor's consent. */
export const visitorId = (): string => {
  if (!readStored('v')) writeStored('v', newId());
  // Read back: of two tabs that open at once, both take the id that was written last.
  return readStored('v') ?? '';
};
