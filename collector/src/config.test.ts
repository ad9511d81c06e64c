import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, settingsTable } from './config.ts';

const sentenceOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'it started';
};

describe('the settings', () => {
  it('have a value each when nothing is set', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, collectPath: '/e', trackerScriptName: 't.js', isDemo: true });
  });

  it.each([
    [{ PORT: '80 80' }, 'PORT is "80 80", but must be a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000", but must be a whole number from 0 to 65535.'],
    [{ DEMO: 'maybe' }, 'DEMO is "maybe", but must be "true" or "false"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud", but must be one of trace'],
    [{ BASE_URL: 'stats.example.com' }, 'BASE_URL is "stats.example.com", but must be an address'],
    [{ TRUSTED_PROXIES: '10.0.0.0/40' }, '"10.0.0.0/40" is neither'],
    [{ TRACKER_SCRIPT_NAME: '../t.js' }, 'TRACKER_SCRIPT_NAME is "../t.js"'],
    [{ COLLECT_PATH: '/api/v1' }, 'COLLECT_PATH is "/api/v1"'],
    [{ CLIENT_IP_HEADER: 'x-forwarded-for' }, 'TRUSTED_PROXIES is not'],
    [{ CLICKHOUSE_CLUSTER: 'main' }, 'CLICKHOUSE_URL is not'],
    [
      { CLICKHOUSE_URL: 'http://one:8123,two:8123' },
      'CLICKHOUSE_URL is "http://one:8123,two:8123", but must be an address',
    ],
  ])('stop the start with a sentence that names the bad one: %j', (environment, sentence) => {
    expect(sentenceOf(environment)).toContain(sentence);
  });

  it('count as unset when they are empty, as compose files leave them', () => {
    expect(readConfig({ PORT: '', CLICKHOUSE_URL: ' ' })).toMatchObject({ port: 3000, clickhouseUrl: '' });
  });

  it('take the addresses of all servers of a cluster', () => {
    expect(readConfig({ CLICKHOUSE_URL: 'http://one:8123/, https://two:8443' }).clickhouseUrl).toBe(
      'http://one:8123,https://two:8443',
    );
  });

  it('know the ranges that their words mean', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: 'loopback, 203.0.113.7, 2001:db8::/32' });
    expect(
      ['127.0.0.9', '::1', '::ffff:127.0.0.1', '203.0.113.7', '2001:db8::5'].filter(
        (ip) => !trustedProxies.includes(ip),
      ),
    ).toEqual([]);
    expect(['10.0.0.1', '203.0.113.8', 'nonsense', ''].filter((ip) => trustedProxies.includes(ip))).toEqual([]);
  });

  it('stand in the README as they are', async () => {
    const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    const [table = ''] = /^\| setting \|(.*\n\|)*.*/m.exec(readme) ?? [];
    expect(table).toBe(settingsTable());
  });
});
