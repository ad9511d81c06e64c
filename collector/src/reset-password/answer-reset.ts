import { z } from 'zod';
import type { Access } from '../access/access.ts';
import type { Audit } from '../audit/audit.ts';

/** What `pnpm reset-password` asks the running collector. */
const askedSchema = z.strictObject({ ask: z.literal('reset-password'), email: z.string().max(254) });

/** What it is told: the link, or in words why there is none. */
export const resetAnswerSchema = z.union([
  z.object({ link: z.string(), linkEndsAt: z.number() }),
  z.object({ problem: z.string() }),
]);
type ResetAnswer = z.infer<typeof resetAnswerSchema>;

export interface AnswerResetOptions {
  access: Access;
  audit: Audit;
  publicUrl: string;
}

/** As many names as a terminal shows at once. */
const MOST_NAMED = 20;

/** Makes a link with which somebody chooses a new password, for whoever is on the machine. */
export const createAnswerReset =
  ({ access, audit, publicUrl }: AnswerResetOptions) =>
  async (line: string): Promise<string> => {
    const { email } = askedSchema.parse(JSON.parse(line));
    const person = await access.findPersonByEmail(email.trim().toLowerCase());
    if (!person) {
      const known = (await access.people()).flatMap((one) => (one.email === null ? [] : [one.email]));
      const named = known.toSorted().slice(0, MOST_NAMED).join(', ');
      const problem = `Nobody signs in as "${email}". Known: ${named || 'nobody yet'}.`;
      return JSON.stringify({ problem } satisfies ResetAnswer);
    }
    const { token, endsAt } = await access.createLink('account', person.id);
    await audit.byCollector({ action: 'person.link', object: person.id });
    return JSON.stringify({
      link: `${publicUrl}/join#token=${token}`,
      linkEndsAt: endsAt,
    } satisfies ResetAnswer);
  };
