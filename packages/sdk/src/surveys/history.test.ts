import { describe, expect, it } from 'vitest';
import { readStored } from '../lib/storage.ts';
import { heldByHistory, remember } from './history.ts';
import type { SurveySettings } from './survey-settings.ts';

describe('the history of surveys', () => {
  it('stays as short as a cookie may be and forgets first what was seen longest ago, in whatever alphabet the ids are', () => {
    const held = (id: string) => heldByHistory({ id, times: 1, snoozeMs: 0 } as SurveySettings, 0);
    remember('first', 'survey_shown');
    for (let index = 0; index < 100; index++) remember(`استبيان_${index}`, 'survey_shown');
    // Seen again: no longer the oldest.
    remember('استبيان_95', 'survey_shown');
    for (let index = 100; index < 110; index++) remember(`استبيان_${index}`, 'survey_shown');
    const stored = readStored('h') ?? '';
    expect(stored.length).toBeLessThanOrEqual(3500);
    expect(stored).toMatch(/^[\w%.~!*'()-]+$/);
    expect(held('first')).toBeUndefined();
    for (const id of ['استبيان_95', 'استبيان_100', 'استبيان_109']) expect(held(id)?.[0]).toBe('times');
  });
});
