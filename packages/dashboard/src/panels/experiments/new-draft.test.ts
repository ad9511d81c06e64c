import { describe, expect, it } from 'vitest';
import { draftOf, idOf, metricTypes, newMetric } from './new-draft.ts';

describe('a new experiment', () => {
  it('is called by an id made of its name, in any script', () => {
    expect(idOf('  Free returns, on the button! ')).toBe('free-returns-on-the-button');
    expect(idOf('2 الإرجاع مجاني')).toBe('الإرجاع-مجاني');
    expect(idOf('!!!')).toBe('');
  });

  it('begins with a control, another variant, and a metric', () => {
    const { variants, primary } = draftOf(undefined);
    expect(variants.map(({ id }) => id)).toEqual(['control', 'variant']);
    expect(primary.type).toBe('conversion');
    expect(metricTypes.map((type) => newMetric(type).type)).toEqual(metricTypes);
  });
});
