import { listen } from '../../lib/listen.ts';
import { triggerPart } from '../trigger-part.ts';
import { whenLeaving } from '../when-leaving.ts';

/** Due when the visitor seems about to leave; on touch screens also after so long without doing anything. */
export const surveyExit = /* @__PURE__ */ triggerPart('exit', ({ idleMs }, fire) => {
  whenLeaving(fire);
  if (!matchMedia('(pointer:coarse)').matches) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(fire, idleMs);
  };
  for (const type of ['touchstart', 'scroll', 'keydown', 'visibilitychange'] as const) listen(type, wait);
  wait();
});
