import { addressWith, go } from '../state/address.ts';
import { isPlainClick } from './plain-click.ts';

interface PanelLinkProps {
  /** The panel's id. */
  panel: string;
  children: string;
}

/** A link to another panel that looks like a button; it keeps site, days and language. */
export const PanelLink = ({ panel, children }: PanelLinkProps) => {
  const there = { panel, own: undefined, filters: [] };
  return (
    <a
      class="button button-plain"
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
