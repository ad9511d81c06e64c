import { readJson } from './problem.ts';

/** Waits for an act that is answered with nothing. @throws ApiProblem when the collector refused or could not be reached */
export const requireDone = async (asked: Promise<Pick<Response, 'ok' | 'status' | 'json'>>): Promise<void> => {
  await readJson<unknown>(asked.then((response) => (response.ok ? { ...done, status: response.status } : response)));
};

const done = { ok: true, json: async () => null };
