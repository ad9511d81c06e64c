import type { PropertiesOf } from '@telltale/protocol';
import { onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals/attribution';
import type { Emit } from '../../emit.ts';
import { anchorOf } from '../../lib/anchor-of.ts';
import { guard } from '../../lib/guard.ts';
import { wholeMs } from '../../lib/whole-ms.ts';

/** What a metric says, whichever it is. */
interface Measured {
  name: PropertiesOf<'web_vital'>['metric'];
  rating: PropertiesOf<'web_vital'>['rating'];
  value: number;
  attribution: object;
}

/** Elements are named like clicked ones, so that a slow element and its clicks meet. */
const naming = { generateTarget: (node: Node | null) => (node instanceof Element ? anchorOf(node) : undefined) };

/** Reports each web vital once it is final, with the element that caused it. https://web.dev/articles/vitals */
export const watchVitals = (emit: Emit): void => {
  const report = ({ name: metric, rating, value, attribution }: Measured): void => {
    guard(() => {
      const { target, interactionTarget, largestShiftTarget } = attribution as Record<string, string | undefined>;
      const element = target ?? interactionTarget ?? largestShiftTarget;
      emit('web_vital', {
        metric,
        rating,
        ...(metric === 'CLS' ? { shiftScore: Math.round(value * 10_000) / 10_000 } : { durationMs: wholeMs(value) }),
        ...(element && { target: element }),
      });
    });
  };
  onLCP(report, naming);
  onINP(report, naming);
  onCLS(report, naming);
  onFCP(report);
  onTTFB(report);
};
