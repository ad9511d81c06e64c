/**
 * Puts a survey into an element of the site's so that nothing that is seen moves: where there is room enough, or below the window. Answers
 * false where it would move something.
 */
export const placeInline = (host: HTMLElement, selector: string, onSeen: () => void): boolean => {
  const place = document.querySelector<HTMLElement>(selector);
  if (!place) return false;
  const { top } = place.getBoundingClientRect();
  host.dataset.unplaced = '';
  place.append(host);
  const needsPx = host.shadowRoot?.querySelector('section')?.offsetHeight ?? 0;
  if (top < innerHeight && place.clientHeight < needsPx) {
    host.remove();
    return false;
  }
  delete host.dataset.unplaced;
  const seen = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      onSeen();
    },
    { threshold: 0.5 },
  );
  seen.observe(host);
  return true;
};
