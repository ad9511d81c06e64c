import type { ComponentChildren } from 'preact';
import { formats } from '../../../locales/index.ts';
import { Icon } from '../../../ui/icon.tsx';

interface SettingsGroupProps {
  title: string;
  hint: string;
  /** How much is set in it; nothing is shown for 0. */
  count: number;
  children: ComponentChildren;
}

/** Settings that most owners never need, closed until they are looked for. */
export const SettingsGroup = ({ title, hint, count, children }: SettingsGroupProps) => (
  <details class="settings-group">
    <summary>
      <Icon name="down" />
      <span class="settings-group-title">{title}</span>
      {count > 0 && <span class="settings-group-count">{formats.value.number(count)}</span>}
      <span class="settings-group-hint">{hint}</span>
    </summary>
    <div class="settings-group-body">{children}</div>
  </details>
);
