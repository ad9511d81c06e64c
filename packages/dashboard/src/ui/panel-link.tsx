import type { ComponentChildren } from 'preact';
import { addressWith, go } from '../state/address.ts';
import { isPlainClick } from './plain-click.ts';

interface PanelLinkProps {
  /** The panel's id. */
  panel: string;
  /** What the panel shall show, as it stands in the address. */
  own?: unknown;
  /** A button, or words in a text. Default: a button. */
  look?: 'button' | 'text';
  children: ComponentChildren;
}

/** A link to another panel; it keeps site, days and language. */
export const PanelLink = ({ panel, own, look = 'button', children }: PanelLinkProps) => {
  const there = { panel, own, filters: [], segment: '' };
  return (
    <a
      class={look === 'button' ? 'button button-plain' : undefined}
      href={addressWith(there)}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        go(there);
      }}
    >
      {children}
    </a>
  );
};
