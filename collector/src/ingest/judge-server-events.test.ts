import { describe, expect, it } from 'vitest';
import { defaultSiteSettings } from '../sites/site.ts';
import { judgeServerEvents } from './judge-server-events.ts';

const now = Date.now();
const site = { ...defaultSiteSettings, name: 'Shop', timeZone: 'UTC', id: 's', publicKeys: ['k'], createdAt: 0 };

describe("a server's event", () => {
  it('whose text is an object of a length that is none is refused alone', () => {
    const good = { id: '1', kind: 'custom', customerId: 'c', properties: { name: 'n' } };
    const bad = { ...good, customerId: JSON.parse('{"length":{"toString":null,"valueOf":null}}') };
    const arrival = { site, receivedAt: now, ip: '', userAgent: '', acceptLanguage: '' };
    const { envelopes, rejected } = judgeServerEvents([good, bad], arrival);
    expect(envelopes).toHaveLength(1);
    expect(rejected).toMatchObject([{ rejection: { index: 1, code: 'invalid_event' }, kind: 'custom' }]);
  });
});
