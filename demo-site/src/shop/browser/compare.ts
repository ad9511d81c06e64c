import { all, show } from './dom.ts';

const MOST = 3;

/** The comparison: up to three columns, the first of them from the address (`?with=dry-bag`). */
export const startCompare = (): void => {
  const boxes = all('input[name="with"]', HTMLInputElement);
  const asked = new URLSearchParams(location.search).get('with');
  const askedBox = boxes.find(({ value }) => value === asked);
  if (askedBox && !askedBox.checked) {
    const last = boxes.filter(({ checked }) => checked).at(-1);
    if (last) last.checked = false;
    askedBox.checked = true;
  }
  const update = (): void => {
    const chosen = new Set(boxes.filter(({ checked }) => checked).map(({ value }) => value));
    for (const box of boxes) box.disabled = !box.checked && chosen.size >= MOST;
    for (const cell of all('[data-column]', HTMLElement)) cell.hidden = !chosen.has(cell.dataset.column ?? '');
    show('compare-limit', chosen.size >= MOST);
  };
  for (const box of boxes) box.addEventListener('change', update);
  update();
};
