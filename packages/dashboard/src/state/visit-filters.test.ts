import type { PropertyFilter } from '@telltale/query';
import { describe, expect, it } from 'vitest';
import { pageFilter, visitFilter } from './visit-filters.ts';

describe('a condition on the visit', () => {
  it('asks for one page view that fulfils it', () => {
    const filter = { property: 'channel', operator: 'is', values: ['email'] } as const;
    expect(visitFilter({ ...filter, values: ['email'] })).toEqual({
      session: { kind: 'page_view', filters: [filter] },
    });
  });

  it('means by "is not" that none of the page views is', () => {
    expect(visitFilter({ property: 'path', operator: 'is_not', values: ['/'] })).toEqual({
      none: [{ session: { kind: 'page_view', filters: [{ property: 'path', operator: 'is', values: ['/'] }] } }],
    });
  });
});

describe('a condition on pages', () => {
  it('is about the page itself where it names the page', () => {
    const filter: PropertyFilter = { property: 'path', operator: 'is', values: ['/cart'] };
    expect(pageFilter(filter)).toBe(filter);
  });

  it('is about the visit where it names what brought the visitor', () => {
    const filter: PropertyFilter = { property: 'channel', operator: 'is', values: ['email'] };
    expect(pageFilter(filter)).toEqual(visitFilter(filter));
  });
});
