import { effect, signal } from '@preact/signals';

/** The looks there are to choose from. */
export const themes = ['system', 'light', 'dark'] as const;

/** A look: the system's, or one the reader insists on. */
export type Theme = (typeof themes)[number];

const STORAGE_KEY = 'telltale-theme';

// Storage throws where the browser blocks it; the look is then not remembered, which harms nobody.
const stored = (): string | null => {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
};

/** The look the reader chose on this device. It is no part of the address: a shared link keeps the reader's own look. */
export const theme = signal<Theme>(themes.find((name) => name === stored()) ?? 'system');

effect(() => {
  document.documentElement.dataset.theme = theme.value;
  try {
    localStorage.setItem(STORAGE_KEY, theme.value);
  } catch {
    // Not remembered: see above.
  }
});
