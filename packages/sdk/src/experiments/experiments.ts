import type { Emit } from '../emit.ts';
import { visitorId } from '../identity/visitor.ts';
import { guard } from '../lib/guard.ts';
import type { Recorder } from '../recorder.ts';
import { consentGiven } from '../stages/consent.ts';
import { assignVariant } from './assign-variant.ts';

/** Tells the site which variant a visitor sees, and records the moment the visitor really saw it. */
export const experiments: Recorder = (emit: Emit, { experiments: running = [] }) => {
  const exposed = new Set<string>();
  return {
    variant: (experimentId, element) =>
      guard(() => {
        const experiment = running.find(({ id }) => id === experimentId);
        // Without an id the next page would show another variant: the site shows the control, and nothing is recorded.
        if (!experiment || consentGiven() !== 'granted') return undefined;
        const variant = assignVariant(visitorId(), experiment);
        const expose = (): void => {
          if (!variant || exposed.has(experimentId)) return;
          exposed.add(experimentId);
          emit('exposure', { experiment: experimentId, variant });
        };
        if (element) {
          const seen = new IntersectionObserver(
            (entries) => {
              if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
              seen.disconnect();
              expose();
            },
            { threshold: 0.5 },
          );
          seen.observe(element);
        } else expose();
        return variant;
      }),
  };
};
