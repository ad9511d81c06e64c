/** Half of an element, or half a screen of it: what is taller than the screen is never seen by half. */
const SEEN_RATIO = 0.5;
const thresholds = Array.from({ length: 11 }, (_, index) => (index * SEEN_RATIO) / 10);

/** Calls `onSeen` once, when one of the elements that are added is seen. */
export const watchSeen = (onSeen: () => void): { add(element: Element): void; stop(): void } => {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, intersectionRatio, intersectionRect } of entries)
        if (
          isIntersecting &&
          (intersectionRatio >= SEEN_RATIO || intersectionRect.height >= innerHeight * SEEN_RATIO)
        ) {
          observer.disconnect();
          onSeen();
          return;
        }
    },
    { threshold: thresholds },
  );
  return { add: (element) => observer.observe(element), stop: () => observer.disconnect() };
};
