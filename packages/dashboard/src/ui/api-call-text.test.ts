import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { apiCall } from './api-call-text.ts';

describe('a question as an API call', () => {
  it('reaches the shell whole, whatever quotes it holds', () => {
    const definition = { steps: [{ title: `Ada's "best" $(page) \\ \`now\`` }] };
    // The shell itself takes the command apart; `curl` is a function that prints its last argument.
    const shown = execFileSync('bash', [
      '-c',
      `curl() { printf '%s' "\${@: -1}"; }; ${apiCall('https://stats.example/api/v1/x', definition)}`,
    ]).toString();
    expect(JSON.parse(shown)).toEqual(definition);
  });
});
