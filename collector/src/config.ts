import path from 'node:path';
import { type AddressRanges, createAddressRanges } from './lib/address-ranges.ts';

/** One setting: an environment variable, what it is when unset, what it means, how its text is read. */
interface Setting<Value> {
  name: string;
  fallback: string;
  meaning: string;
  /** @throws Error whose message says what was expected, without naming the setting. */
  read(text: string): Value;
}

/** Keeps each setting's own value type in the list. */
const setting = <Value>(
  name: string,
  fallback: string,
  meaning: string,
  read: (text: string) => Value,
): Setting<Value> => ({ name, fallback, meaning, read });

const text = (value: string) => value;

const wholeNumber = (least: number, most: number) => (value: string) => {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new Error(`a whole number from ${least} to ${most}`);
  return number;
};

const yesOrNo = (value: string) => {
  if (/^(1|true|yes|on)$/i.test(value)) return true;
  if (/^(0|false|no|off)$/i.test(value)) return false;
  throw new Error('"true" or "false" (also 1/0, yes/no, on/off)');
};

const oneOf =
  <Choice extends string>(...choices: readonly Choice[]) =>
  (value: string): Choice => {
    const choice = choices.find((known) => known === value);
    if (!choice) throw new Error(`one of ${choices.join(', ')}`);
    return choice;
  };

const httpAddress = (value: string) => {
  if (value === '') return '';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Error('an address such as "https://stats.example.com"');
  return value.replace(/\/+$/, '');
};

const httpAddresses = (value: string) =>
  value === ''
    ? ''
    : value
        .split(',')
        .map((address) => httpAddress(address.trim()))
        .join(',');

const smtpAddress = (value: string) => {
  if (value === '') return '';
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url?.hostname || !/^smtps?:$/.test(url.protocol))
    throw new Error('an address such as "smtp://user:password@mail.example.com:587"');
  return value;
};

const sender = (value: string) => {
  if (value !== '' && !/^([^<>@\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u.test(value))
    throw new Error('an address such as "stats@example.com" or "Our figures <stats@example.com>"');
  return value;
};

/** A path that the collector can serve beside its own: no query, no traversal, not one that is already taken. */
const collectPath = (value: string) => {
  if (
    !/^\/[\w./-]{1,100}$/.test(value) ||
    value.includes('..') ||
    /^\/(api|healthz|metrics|debug|demo|o|shared|csp-reports|survey-preview)(\/|$)/.test(value)
  )
    throw new Error('a path such as "/e" (letters, digits, "/", "-", "_", "."; not one of the collector\'s own)');
  return value;
};

const scriptName = (value: string) => {
  if (!/^[\w-]{1,60}\.js$/.test(value)) throw new Error('a file name such as "t.js" (letters, digits, "-", "_")');
  return value;
};

const headerName = (value: string) => {
  if (!/^[\w-]*$/.test(value)) throw new Error('the name of a header, such as "x-forwarded-for"');
  return value.toLowerCase();
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting there is, in the order of the README's table. */
const settings = {
  port: setting('PORT', '3000', 'Port to listen on; 0 takes any free one.', wholeNumber(0, 65_535)),
  host: setting('HOST', '0.0.0.0', 'Address to listen on; `127.0.0.1` lets only this machine in.', text),
  baseUrl: setting(
    'BASE_URL',
    '',
    'Address people and tags use, when it is not `http://localhost:PORT`; `https://…` makes cookies Secure.',
    httpAddress,
  ),
  dataDir: setting('DATA_DIR', './data', 'Folder of the spool and of the embedded store.', (value) =>
    path.resolve(value),
  ),
  clickhouseUrl: setting(
    'CLICKHOUSE_URL',
    '',
    'A ClickHouse server, as `http://user:password@host:8123`; of a cluster, all its servers, separated by commas; empty: the store is embedded and lies in DATA_DIR.',
    httpAddresses,
  ),
  clickhouseDatabase: setting(
    'CLICKHOUSE_DATABASE',
    '',
    "Database on that server, when it is not the address's path and not `telltale`.",
    (value) => {
      if (!/^([A-Za-z_]\w{0,63})?$/.test(value)) throw new Error('a name of letters, digits and "_"');
      return value;
    },
  ),
  clickhouseCluster: setting(
    'CLICKHOUSE_CLUSTER',
    '',
    "Name of the cluster, in the servers' configuration, over whose shards the tables are spread; empty: one server.",
    text,
  ),
  clientIpHeader: setting(
    'CLIENT_IP_HEADER',
    '',
    "Header that carries the visitor's address behind a proxy, such as `x-forwarded-for`; read only from TRUSTED_PROXIES.",
    headerName,
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    '',
    'Proxies whose CLIENT_IP_HEADER is believed: addresses, ranges (`10.0.0.0/8`), or the words `loopback` and `private`, separated by commas.',
    (value): AddressRanges => createAddressRanges(value),
  ),
  geoDatabase: setting(
    'GEO_DATABASE',
    '',
    "A file in MaxMind's format (.mmdb) that countries and regions come from; empty: the one of countries that ships along; `none`: nobody is placed.",
    text,
  ),
  trackerScriptName: setting('TRACKER_SCRIPT_NAME', 't.js', 'File name of the tag.', scriptName),
  collectPath: setting('COLLECT_PATH', '/e', 'Path that takes batches of events.', collectPath),
  spoolMaxMegabytes: setting(
    'SPOOL_MAX_MB',
    '4096',
    'Most the spool may hold while the store is away; beyond it, batches are answered 503.',
    wholeNumber(1, 10_000_000),
  ),
  clientEventsPerMinute: setting(
    'CLIENT_EVENTS_PER_MINUTE',
    '60000',
    'Most events taken in a minute from one address that is not private (IPv6: from one /64); beyond it, 429 with Retry-After; 0: no limit.',
    wholeNumber(0, 1_000_000_000),
  ),
  siteEventsPerMinute: setting(
    'SITE_EVENTS_PER_MINUTE',
    '3000000',
    'Most events taken in a minute for one site, by each collector; beyond it, 429 with Retry-After; 0: no limit.',
    wholeNumber(0, 1_000_000_000),
  ),
  oidcIssuer: setting(
    'OIDC_ISSUER',
    '',
    'A provider of identities (OpenID Connect) through which people may sign in too, as `https://login.example.com`; empty: none.',
    httpAddress,
  ),
  oidcClientId: setting('OIDC_CLIENT_ID', '', 'What that provider calls this collector.', text),
  oidcClientSecret: setting(
    'OIDC_CLIENT_SECRET',
    '',
    'The secret that goes with it; empty: a public client, which PKCE protects alone.',
    text,
  ),
  smtpUrl: setting(
    'SMTP_URL',
    '',
    'A mail server through which boards are sent, as `smtp://user:password@host:587` or `smtps://…:465`; empty: no mails.',
    smtpAddress,
  ),
  mailFrom: setting(
    'MAIL_FROM',
    '',
    "Whom mails come from: `stats@example.com` or `Our shop's figures <stats@example.com>`.",
    sender,
  ),
  isRegistrationDisabled: setting('DISABLE_REGISTRATION', 'false', 'When true, nobody can be invited.', yesOrNo),
  logLevel: setting('LOG_LEVEL', 'info', `How much is logged: ${logLevels.join(', ')}.`, oneOf(...logLevels)),
  isDemo: setting(
    'DEMO',
    'true',
    'When true, the demo shop is served at `/demo/` and filled with seeded traffic.',
    yesOrNo,
  ),
};

type Settings = typeof settings;

/** Every setting's value. */
export type Config = { readonly [Name in keyof Settings]: ReturnType<Settings[Name]['read']> };

/** A setting that cannot be used: the start stops with its message. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const readSetting = (declared: Setting<unknown>, environment: Readonly<Record<string, string | undefined>>) => {
  const given = environment[declared.name]?.trim() || declared.fallback;
  try {
    return declared.read(given);
  } catch (cause) {
    const expected = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${declared.name} is ${JSON.stringify(given)}, but must be ${expected}.`, { cause });
  }
};

/**
 * Reads every setting.
 * @throws ConfigError with a sentence that names the setting and says what it must be.
 */
export const readConfig = (environment: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const config = Object.fromEntries(
    Object.entries(settings).map(([name, declared]) => [name, readSetting(declared, environment)]),
  ) as Config;
  if (config.clientIpHeader && config.trustedProxies.isEmpty)
    throw new ConfigError(
      'CLIENT_IP_HEADER is set, but TRUSTED_PROXIES is not: anyone could claim any address. Name your proxies, for example TRUSTED_PROXIES=private.',
    );
  if (config.oidcIssuer && !config.oidcClientId)
    throw new ConfigError(
      'OIDC_ISSUER is set, but OIDC_CLIENT_ID is not: register this collector there, with the address BASE_URL/api/v1/oidc/callback.',
    );
  if (config.smtpUrl && !config.mailFrom)
    throw new ConfigError('SMTP_URL is set, but MAIL_FROM is not: name the address that mails come from.');
  if (config.clickhouseCluster && !config.clickhouseUrl)
    throw new ConfigError('CLICKHOUSE_CLUSTER is set, but CLICKHOUSE_URL is not: the embedded store has no cluster.');
  return config;
};

/** The settings as a Markdown table, for the README. */
export const settingsTable = (): string => {
  const rows = Object.values(settings).map(
    ({ name, fallback, meaning }) => `| \`${name}\` | ${fallback ? `\`${fallback}\`` : '–'} | ${meaning} |`,
  );
  return ['| setting | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
};

/**
 * Makes the embedded engine give memory that it has freed back to the system after half a second, not five: under load that is 40 MB
 * and more. Its allocator reads the variable when the engine's library is loaded, so it must be set before; what its owner has set stays.
 */
export const presetEngineMemory = (env: NodeJS.ProcessEnv = process.env): void => {
  env.JE_MALLOC_CONF ??= 'dirty_decay_ms:500';
};
