import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** The width of an element in CSS pixels, kept up to date: charts are drawn to it so that their text keeps its size. */
export const useWidth = <Target extends HTMLElement>() => {
  const ref = useRef<Target>(null);
  const widthPx = useSignal(0);
  useLayoutEffect(() => {
    const target = ref.current;
    if (!target) return;
    widthPx.value = target.clientWidth;
    const observer = new ResizeObserver(() => {
      widthPx.value = target.clientWidth;
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return { ref, widthPx };
};
