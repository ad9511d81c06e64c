import { describe, expect, it } from 'vitest';
import {
  checkout,
  click,
  custom,
  engagement,
  error,
  experiments,
  inspection,
  pageView,
  start,
  surveys,
  webVitals,
} from './index.ts';

describe('start', () => {
  it('does nothing on a server that renders the page, and its calls are harmless there', () => {
    const recorders = [
      pageView,
      engagement,
      inspection,
      click,
      checkout,
      error,
      custom,
      webVitals,
      experiments,
      surveys,
    ];
    const telltale = start({ site: 'key', collectUrl: 'https://example.com/e', recorders });
    telltale.track('anything', { plan: 'pro' });
    telltale.checkout.step('cart');
    expect(telltale.variant('cta')).toBeUndefined();
  });
});
