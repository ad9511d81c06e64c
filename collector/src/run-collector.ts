import { pino } from 'pino';
import type { Collector } from './collector.ts';
import { type Config, ConfigError, presetEngineMemory, readConfig } from './config.ts';
import { returnMemory } from './lib/return-memory.ts';
import { startCollector } from './start-collector.ts';

const say = (text: string) => process.stdout.write(`${text}\n`);

/** A server's address as it may be shown: without user and password. */
const shownAddress = (address: string) => {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
};

const sayWhereDataLies = ({ dataDir, clickhouseUrl, clickhouseCluster }: Config) => {
  if (!clickhouseUrl) return say(`Data       ${dataDir} (embedded store and spool)`);
  const cluster = clickhouseCluster ? `, cluster ${clickhouseCluster}` : '';
  say(
    `Data       ClickHouse at ${clickhouseUrl.split(',').map(shownAddress).join(', ')}${cluster}; spool in ${dataDir}`,
  );
};

const sayListening = ({ url, publicUrl }: Collector, config: Config) => {
  say('');
  say(`Listening  ${url} (HOST ${config.host}, PORT ${new URL(url).port})`);
  if (publicUrl !== url) say(`Public     ${publicUrl}`);
  sayWhereDataLies(config);
};

const sayReady = async (collector: Collector, config: Config) => {
  const { publicUrl } = collector;
  const signUpLink = await collector.createSignUpLink();
  say(`Dashboard  ${publicUrl}/`);
  say(`Live view  ${publicUrl}/debug`);
  if (config.isDemo) say(`Demo shop  ${publicUrl}/demo/`);
  say('');
  if (!signUpLink) say('Sign in with your e-mail and password. "pnpm reset-password YOU@…" helps who lost it.');
  else if (config.isDemo) {
    say(
      'Sign in with this link. It works once, for 30 minutes; each start prints a new one until you make an account.',
    );
    say(`  ${await collector.createSignInLink()}`);
  } else {
    say(
      "Make the owner's account with this link. It works once, for 30 minutes; each start prints a new one until then.",
    );
    say(`  ${signUpLink}`);
  }
  say('');
};

/**
 * Runs a collector until SIGTERM or SIGINT, and tells on the console what it does.
 * @returns the running collector once it said how to reach it, or nothing when the settings or the start failed: then the exit code
 * says so.
 */
export const runCollector = async (): Promise<{ collector: Collector; config: Config } | undefined> => {
  const fail = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  };

  // Nobody may be reading the console any more; that is no reason to stop taking events.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  let config: Config;
  try {
    config = readConfig();
  } catch (error) {
    if (error instanceof ConfigError) return fail(error);
    throw error;
  }

  presetEngineMemory();
  const log = pino({ level: config.logLevel });
  let collector: Collector;
  try {
    collector = await startCollector(config, { log, onNotice: say });
  } catch (error) {
    log.debug({ err: error }, 'the start failed');
    return fail(error);
  }

  returnMemory();

  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    say(`${signal}: writing what is under way, then stopping.`);
    const isDrained = await collector.close();
    say(isDrained ? 'Stopped.' : 'Stopped; what the store did not take waits on disk for the next start.');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  sayListening(collector, config);
  try {
    await sayReady(collector, config);
  } catch (error) {
    // A stop that came in the middle of the start makes it fail, and is no failure.
    if (isStopping) return undefined;
    fail(error);
    await collector.close();
    process.exit(1);
  }
  return { collector, config };
};
