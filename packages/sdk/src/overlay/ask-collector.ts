import type { Settings } from '../settings.ts';

/** Asks the collector with a token; a text body needs no preflight. @throws Error with the collector's words when it refuses */
export const askCollector = async <Answer>(
  what: 'open' | 'heatmap' | 'changes',
  body: { token: string; [name: string]: unknown },
  { collectUrl }: Settings,
): Promise<Answer> => {
  const answer = await fetch(`${collectUrl}/overlay/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
    credentials: 'omit',
  });
  const said = (await answer.json()) as Answer & { error?: { message: string } };
  if (!answer.ok) throw new Error(said.error?.message ?? `${answer.status}`);
  return said;
};
