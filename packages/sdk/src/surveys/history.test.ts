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
    expect(held('first')).toEqual([]);
    for (const id of ['استبيان_95', 'استبيان_100', 'استبيان_109'])
      expect(held(id)).toEqual([['times', Number.POSITIVE_INFINITY]]);
  });

  it('says all that holds a survey back, not only what does so first or longest', () => {
    const [dayMs, now] = [86_400_000, Date.now()];
    remember('asked', 'survey_shown');
    remember('asked', 'survey_dismissed');
    const held = heldByHistory({ id: 'asked', times: 1, snoozeMs: 2 * dayMs } as SurveySettings, 7 * dayMs);
    expect(held.map(([rule]) => rule)).toEqual(['snooze', 'times', 'cap']);
    const [snoozed = 0, , capped = 0] = held.map(([, until]) => until);
    expect(Math.floor((snoozed - now) / dayMs)).toBe(2);
    expect(Math.floor((capped - now) / dayMs)).toBe(7);
    expect(heldByHistory({ id: 'other', snoozeMs: 0 } as SurveySettings, 7 * dayMs).map(([rule]) => rule)).toEqual([
      'cap',
    ]);
  });
});
