import type { ComponentChildren } from 'preact';
import './people.css';

interface RowButtonProps {
  onPress: () => void;
  children: ComponentChildren;
}

/** The name of a row that, pressed, narrows the panel to it. */
export const RowButton = ({ onPress, children }: RowButtonProps) => (
  <button type="button" class="people-button" onClick={onPress}>
    <bdi>{children}</bdi>
  </button>
);
