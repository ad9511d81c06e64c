import { effect, signal } from '@preact/signals';
import { language } from '../locales/index.ts';
import { languages } from '../locales/language.ts';
import { panels } from '../panels/index.ts';
import { go } from '../state/address.ts';
import { theme, themes } from '../state/theme.ts';
import { currentPanel } from './current-panel.ts';
import { whereOf } from './where-of.ts';

/** What a key can do. */
export const shortcutNames = [
  'list',
  'previousPanel',
  'nextPanel',
  'range',
  'segment',
  'filter',
  'language',
  'theme',
] as const;

/** What a key can do. */
export type ShortcutName = (typeof shortcutNames)[number];

/** The key of each, as it stands on an English keyboard: the place on the keyboard counts, whatever it writes. */
export const shortcutKeys: Record<ShortcutName, string> = {
  list: '?',
  previousPanel: '[',
  nextPanel: ']',
  range: 'D',
  segment: 'S',
  filter: 'F',
  language: 'L',
  theme: 'T',
};

const codes: Readonly<Record<string, ShortcutName>> = {
  BracketLeft: 'previousPanel',
  BracketRight: 'nextPanel',
  KeyD: 'range',
  KeyS: 'segment',
  KeyF: 'filter',
  KeyL: 'language',
  KeyT: 'theme',
};

const STORAGE_KEY = 'telltale-shortcuts';

// Storage throws where the browser blocks it; the choice is then not remembered, which harms nobody.
const isStoredOff = (): boolean => {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'off';
  } catch {
    return false;
  }
};

/** Whether keys do anything: who speaks to the computer, or presses keys unawares, turns them off. WCAG 2.1.4 */
export const areShortcutsOn = signal(!isStoredOff());

effect(() => {
  const value = areShortcutsOn.value ? 'on' : 'off';
  try {
    localStorage.setItem(STORAGE_KEY, value);
  } catch {
    // Not remembered: see above.
  }
});

/** Whether the list of them is open. */
export const isShortcutListOpen = signal(false);

const goBeside = (step: number): void => {
  const listed = panels.filter(({ group }) => group !== 'own');
  const { value: current } = currentPanel;
  const at = current ? listed.indexOf(current) : -1;
  const there = listed[(at + step + listed.length) % listed.length];
  if (there) go(whereOf(there));
};

const next = <Value>(all: readonly Value[], now: Value): Value => all[(all.indexOf(now) + 1) % all.length] ?? now;

const press = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();

const acts: Record<ShortcutName, () => void> = {
  list: () => {
    isShortcutListOpen.value = true;
  },
  previousPanel: () => goBeside(-1),
  nextPanel: () => goBeside(1),
  range: () => press('.panel-controls [aria-haspopup]'),
  segment: () => document.querySelector<HTMLElement>('.filter-bar select')?.focus(),
  filter: () => press('.filter-bar .filter-add button'),
  language: () => go({ language: next(languages, language.value) }),
  theme: () => {
    theme.value = next(themes, theme.value);
  },
};

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, [contenteditable], dialog, [popover]') !== null;

const nameOf = ({ key, code }: KeyboardEvent): ShortcutName | undefined =>
  key === '?' || key === '؟' ? 'list' : codes[code];

/** Does what a pressed key stands for, unless somebody writes or holds another key. */
export const onShortcut = (event: KeyboardEvent): void => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
  const name = nameOf(event);
  if (!name || (event.shiftKey && name !== 'list') || !areShortcutsOn.value) return;
  event.preventDefault();
  acts[name]();
};
