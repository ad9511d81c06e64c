import { describe, expect, it } from 'vitest';
import { experimentDefinition } from './definition.ts';
import { createHealth, profileProperties } from './health.ts';

const definition = (weightChanges: { at: number; weights: number[] }[] = []) =>
  experimentDefinition.parse({
    experiment: 'cta',
    range: { last: 7, unit: 'day' },
    variants: [{ id: 'control' }, { id: 'green' }],
    primary: { type: 'conversion', events: [{ kind: 'purchase' }] },
    weightChanges,
  });

const texts = ['control', 'green', 'Chrome', 'Safari', 'purple', 'same'];
const [purple, same] = [4, 5];
/** A profile with this browser, all else the same. */
const profile = (browser: number) => (nth: number) => (profileProperties[nth] === 'browser' ? browser : same);
const [chrome, safari] = [profile(2), profile(3)];

describe('the health of an experiment', () => {
  it('finds the browser in which a variant loses visitors', () => {
    const health = createHealth(definition(), texts);
    for (let nth = 0; nth < 1000; nth++) {
      health.addVisitor(0, nth, chrome);
      health.addVisitor(1, nth, chrome);
      if (nth % 4 === 0) health.addVisitor(0, nth, safari);
      if (nth % 40 === 0) health.addVisitor(1, nth, safari);
    }
    const { sampleRatio } = health.figures();
    expect(sampleRatio.isMismatched).toBe(true);
    expect(sampleRatio.causes[0]).toEqual({
      property: 'browser',
      value: 'Safari',
      visitors: [250, 25],
      expected: [137.5, 137.5],
      isExplaining: true,
    });
    // What all visitors have in common explains nothing.
    expect(sampleRatio.causes.slice(1).every(({ isExplaining }) => !isExplaining)).toBe(true);
  });

  it('looks for no cause where chance explains the numbers', () => {
    const health = createHealth(definition(), texts);
    for (let nth = 0; nth < 520; nth++) health.addVisitor(nth % 2, nth, chrome);
    for (let nth = 0; nth < 20; nth++) health.addVisitor(0, nth, safari);
    expect(health.figures().sampleRatio).toMatchObject({ isMismatched: false, causes: [] });
  });

  it('expects visitors by the weights of the time in which they came', () => {
    const health = createHealth(definition([{ at: 1000, weights: [9, 1] }]), texts);
    for (let nth = 0; nth < 500; nth++) health.addVisitor(nth % 2, 0, chrome);
    for (let nth = 0; nth < 500; nth++) health.addVisitor(nth % 10 === 0 ? 1 : 0, 1000, chrome);
    expect(health.figures().sampleRatio).toMatchObject({ isMismatched: false, expected: [700, 300] });
  });

  it('counts who saw several variants, variants that there are none of, bots, and who was lost on the way to another page', () => {
    const health = createHealth(definition(), texts);
    health.addVisitor(0, 0, chrome);
    health.addVisitor(1, 0, chrome);
    health.addDrifted();
    health.addUnknown(purple);
    health.addBot(1);
    health.addRedirect(1, false);
    health.addRedirect(1, true);
    expect(health.figures()).toMatchObject({
      drifted: 1,
      driftRatio: 0.25,
      unknownVariants: [{ id: 'purple', visitors: 1 }],
      bots: [0, 1],
      redirects: [null, { sent: 2, lost: 1 }],
    });
  });
});
