import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import './popover.css';
import { Button, type ButtonLook } from './button.tsx';
import type { IconName } from './icon.tsx';

interface PopoverProps {
  /** The words on the button that opens it. */
  button: ComponentChildren;
  /** What the opened box is called. */
  label: string;
  /** The button's name where its words are too short to stand alone; it must contain them. */
  buttonLabel?: string;
  icon?: IconName;
  look?: ButtonLook;
  isSmall?: boolean;
  /** What stands in the box; `close` shuts it and gives the focus back to the button. */
  children: (close: () => void) => ComponentChildren;
}

const GAP_PX = 6;
const MARGIN_PX = 12;
const SHEET_BELOW_PX = 640;

/** Puts the box under its button, aligned to the side where the text starts, inside the window. */
const place = (box: HTMLElement, button: HTMLElement) => {
  if (innerWidth <= SHEET_BELOW_PX) {
    box.style.removeProperty('top');
    box.style.removeProperty('left');
    return;
  }
  const anchor = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const isRightToLeft = getComputedStyle(button).direction === 'rtl';
  const left = isRightToLeft ? anchor.right - width : anchor.left;
  const below = anchor.bottom + GAP_PX;
  const isRoomBelow = below + height + MARGIN_PX <= innerHeight;
  const top = isRoomBelow ? below : Math.max(MARGIN_PX, Math.min(below, innerHeight - height - MARGIN_PX));
  box.style.left = `${Math.min(Math.max(MARGIN_PX, left), innerWidth - width - MARGIN_PX)}px`;
  box.style.top = `${top}px`;
};

/**
 * A button that opens a box beside it. The browser's own popover closes it on Escape or a press elsewhere and gives the
 * focus back; on a phone the box is a sheet at the bottom.
 */
export const Popover = ({
  button,
  label,
  buttonLabel,
  icon,
  look = 'plain',
  isSmall = false,
  children,
}: PopoverProps) => {
  const isOpen = useSignal(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  const close = () => boxRef.current?.hidePopover();

  useLayoutEffect(() => {
    if (!isOpen.value || !boxRef.current || !buttonRef.current) return;
    const box = boxRef.current;
    place(box, buttonRef.current);
    const first = box.querySelector<HTMLElement>('[autofocus], :checked, input, select, button, a[href]');
    (first ?? box).focus();
  }, [isOpen.value]);

  return (
    <>
      <Button
        ref={buttonRef}
        {...(icon && { icon })}
        look={look}
        isSmall={isSmall}
        aria-label={buttonLabel}
        aria-haspopup="dialog"
        aria-expanded={isOpen.value}
        onClick={() => boxRef.current?.togglePopover()}
      >
        {button}
      </Button>
      <div
        ref={boxRef}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={label}
        tabIndex={-1}
        onToggle={(event) => {
          isOpen.value = event.newState === 'open';
        }}
      >
        {isOpen.value && children(close)}
      </div>
    </>
  );
};
