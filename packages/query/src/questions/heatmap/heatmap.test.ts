import { catalog } from '@telltale/protocol';
import { describe, expect, it } from 'vitest';
import { ask } from '../../ask.ts';

const context = { siteId: 'shop', timeZone: 'UTC', nowMs: Date.UTC(2026, 2, 10), catalog };
const range = { from: '2026-03-01', to: '2026-03-02' };
const page = '/a';
const row = { part: 1, period: 0, name: '', figures: [] as number[], cells: [] as number[][] };

describe('heatmap', () => {
  it('reads the clicks on one page as one contiguous range, and of the layers only those asked for', () => {
    const { query } = ask('heatmap', { range, page, layers: ['grid'] }, context);
    const unused = Object.keys(query.params).filter((name) => !query.sql.includes(`{${name}:`));
    expect(unused).toEqual([]);
    expect(query.sql).toMatch(/kind = \{p\d+:String\} AND \(object IN \{p\d+:Array\(String\)\}\)/);
    expect(query.sql).toContain('bucket');
    expect(Object.values(query.params)).not.toContain('engagedMs');
    const engagement = ask('heatmap', { range, page, layers: ['engagement'] }, context).query;
    expect(engagement.sql).not.toContain('bucket');
    expect(Object.values(engagement.params)).toContain('engagedMs');
  });

  it.each([
    [{ range }, 'page', 'invalid_definition'],
    [{ range, page, layers: ['scroll'] }, 'layers.0', 'invalid_definition'],
    [{ range, page, viewportBounds: [768, 480] }, 'viewportBounds', 'invalid_definition'],
    [{ range, page, grid: { unit: 'px', cellPx: 1 } }, 'grid.cellPx', 'invalid_definition'],
    [
      { range, page, filters: [{ property: 'anchor', operator: 'is', values: ['#buy'] }] },
      'filters.0.property',
      'unknown_property',
    ],
  ])('refuses %o, naming %s', (definition, path, code) => {
    expect(() => ask('heatmap', definition, context)).toThrow(expect.objectContaining({ path, code }));
  });

  it('is of nothing when no row arrives, and null where nothing was asked', () => {
    const { decode } = ask('heatmap', { range, page, layers: ['elements', 'engagement'] }, context);
    expect(decode([])).toMatchObject({
      total: { clicks: 0, visitors: 0 },
      elements: [],
      grids: null,
      engagement: { pageViews: 0, medianEngagedMs: null, medianScrollDepthRatio: null },
      comparison: null,
      people: null,
    });
  });

  it('says between which widths a grid lies, narrow ones first, and which cell is clicked most', () => {
    const { decode } = ask('heatmap', { range, page, viewportBounds: [500, 1000] }, context);
    const { grids } = decode([
      { ...row, part: 3, name: '2', figures: [9, 2] },
      { ...row, part: 3, name: '0', figures: [3, 1] },
      {
        ...row,
        part: 4,
        name: '0',
        cells: [
          [4, 2, 1],
          [0, 1, 2],
          [5, 1, 1],
        ],
      },
    ]);
    expect(grids).toEqual([
      {
        fromPx: 0,
        toPx: 500,
        clicks: 3,
        visitors: 1,
        cells: [
          { column: 0, row: 1, clicks: 2 },
          { column: 5, row: 1, clicks: 1 },
          { column: 4, row: 2, clicks: 1 },
        ],
      },
      { fromPx: 1000, toPx: null, clicks: 9, visitors: 2, cells: [] },
    ]);
  });

  it('counts down from the top of the page how many came so far', () => {
    const ended = [1, 0, 0, 2, 0, 0, 0, 0, 0, 4];
    const engaged = [100, 0, 0, 60, 0, 0, 0, 0, 0, 900];
    const { decode } = ask('heatmap', { range, page }, context);
    const { engagement } = decode([{ ...row, part: 5, figures: [8, 1100, 80, 7, 0.9, ...ended, ...engaged] }]);
    expect(engagement).toMatchObject({ pageViews: 8, scrolledPageViews: 7, medianScrollDepthRatio: 0.9 });
    expect(engagement?.depths.map(({ reached }) => reached)).toEqual([7, 6, 6, 6, 4, 4, 4, 4, 4, 4]);
    expect(engagement?.depths[3]).toEqual({ fromRatio: 0.3, pageViews: 2, reached: 6, engagedMs: 60 });
  });

  it('keeps the rows of the two ranges apart', () => {
    const { decode } = ask('heatmap', { range, page, comparison: 'previous_period' }, context);
    const clicks = (count: number) => [count, 1, 0, 0, 0, 0, 0];
    const { elements, comparison } = decode([
      { ...row, part: 2, name: 'b', figures: clicks(1) },
      { ...row, part: 2, name: 'a', figures: clicks(5) },
      { ...row, part: 2, period: 1, name: 'b', figures: clicks(7) },
    ]);
    expect(elements?.map(({ anchor, clicks }) => [anchor, clicks])).toEqual([
      ['a', 5],
      ['b', 1],
    ]);
    expect(comparison?.elements).toMatchObject([{ anchor: 'b', clicks: 7 }]);
  });
});
