import { readConfig } from '../config.ts';
import { askHolder } from '../lib/folder-lock.ts';
import { resetAnswerSchema } from './answer-reset.ts';

/** `pnpm reset-password ADDRESS`: has the collector that runs on this machine make a link that sets a new password. */
const main = async ([email]: readonly string[]) => {
  if (!email) throw new Error('Say whose password it is: "pnpm reset-password ada@example.com".');
  const { dataDir } = readConfig();
  const answer = await askHolder(dataDir, JSON.stringify({ ask: 'reset-password', email }));
  if (answer === undefined)
    throw new Error(
      `No collector answers in DATA_DIR ${dataDir}. Start it, then ask again as the user that it runs as.`,
    );
  const read = resetAnswerSchema.parse(JSON.parse(answer));
  if ('problem' in read) throw new Error(read.problem);
  process.stdout.write(
    `Open this link to choose a new password. It works once, until ${new Date(read.linkEndsAt).toISOString()}.\n  ${read.link}\n`,
  );
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
