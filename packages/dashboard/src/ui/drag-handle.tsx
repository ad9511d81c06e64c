import { useRef } from 'preact/hooks';
import './drag-handle.css';
import { Icon } from './icon.tsx';

interface Drag {
  entry: HTMLElement;
  /** The entries beside it, in order, and the middle of each down the page. */
  others: { entry: HTMLElement; middlePx: number }[];
  startPx: number;
  to: number;
}

/**
 * By which a pointer drags the list entry it stands in to another place among its neighbours. A list that has it has buttons for
 * the same, so that nobody needs a pointer: assistive technology is told of those alone.
 */
export const DragHandle = ({ onDrop }: { onDrop: (to: number) => void }) => {
  const drag = useRef<Drag | undefined>(undefined);

  const end = (isDropped: boolean) => {
    const ended = drag.current;
    drag.current = undefined;
    if (!ended) return;
    ended.entry.style.removeProperty('transform');
    ended.entry.classList.remove('is-dragged');
    for (const { entry } of ended.others) entry.classList.remove('is-drop-before', 'is-drop-after');
    if (isDropped) onDrop(ended.to);
  };

  return (
    <span
      class="drag-handle"
      aria-hidden="true"
      onPointerDown={(event) => {
        const entry = event.currentTarget.closest('li');
        if (!entry?.parentElement || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        const entries = [...entry.parentElement.children].filter((child) => child instanceof HTMLElement);
        drag.current = {
          entry,
          others: entries
            .filter((other) => other !== entry)
            .map((other) => {
              const { top, height } = other.getBoundingClientRect();
              return { entry: other, middlePx: top + height / 2 };
            }),
          startPx: event.clientY,
          to: entries.indexOf(entry),
        };
        entry.classList.add('is-dragged');
      }}
      onPointerMove={({ clientY }) => {
        const { current } = drag;
        if (!current) return;
        const { entry, others, startPx } = current;
        entry.style.transform = `translateY(${clientY - startPx}px)`;
        current.to = others.filter(({ middlePx }) => middlePx < clientY).length;
        others.forEach((other, index) => {
          other.entry.classList.toggle('is-drop-before', index === current.to);
          other.entry.classList.toggle('is-drop-after', index === others.length - 1 && current.to === others.length);
        });
      }}
      onPointerUp={() => end(true)}
      onPointerCancel={() => end(false)}
    >
      <Icon name="grip" />
    </span>
  );
};
