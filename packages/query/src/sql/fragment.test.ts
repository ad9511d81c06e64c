import { describe, expect, it } from 'vitest';
import { and, bind, join, or, render, sql } from './fragment.ts';

describe('render', () => {
  it('gives every distinct value one named place', () => {
    const path = bind('String', "'; DROP TABLE events --");
    expect(render(sql`path = ${path} AND object = ${path} AND seq = ${bind('UInt32', 7)}`)).toEqual({
      sql: 'path = {p0:String} AND object = {p0:String} AND seq = {p1:UInt32}',
      params: { p0: "'; DROP TABLE events --", p1: 7 },
    });
  });

  it('keeps equal values of different types apart', () => {
    expect(render(join([bind('UInt8', 1), bind('UInt32', 1)], sql`, `)).sql).toBe('{p0:UInt8}, {p1:UInt32}');
  });
});

describe('and, or', () => {
  it('hold and fail respectively when there is no condition', () => {
    expect(render(and([])).sql).toBe('1');
    expect(render(or([])).sql).toBe('0');
  });

  it('stand in parentheses', () => {
    expect(render(sql`NOT ${or([sql`a`, and([sql`b`, sql`c`])])}`).sql).toBe('NOT (a OR (b AND c))');
  });
});
