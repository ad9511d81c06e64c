import type { Emit } from '../emit.ts';
import { type Applied, applyChanges } from '../experiments/apply-changes.ts';
import { watchPage } from '../experiments/watch-page.ts';
import { anchorOf } from '../lib/anchor-of.ts';
import { targetOf } from '../lib/target-of.ts';
import type { ChangeSettings, ExperimentSettings, Settings } from '../settings.ts';
import { askCollector } from './ask-collector.ts';
import { followPage } from './follow-page.ts';
import { make, makeButton, openPanel } from './panel.ts';
import { useEveryChange } from './show-preview.ts';

/** What the collector says of a token for an editor. */
export interface EditorGrant {
  language: 'en' | 'ar';
  experiment: ExperimentSettings;
  variant: string;
}

/** A colour as the browser's own picker takes it. */
const hexOf = (color: string): string => {
  const parts = color.match(/\d+/g) ?? [];
  return `#${[0, 1, 2]
    .map((at) =>
      Number(parts[at] ?? 0)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
};

/** Lets somebody change the real page by pointing at it; what is saved becomes the variant of the draft. */
export const showEditor = (
  token: string,
  { language, experiment, variant }: EditorGrant,
  settings: Settings,
  emit: Emit,
): void => {
  useEveryChange(emit, settings);
  const panel = openPanel('editor', language);
  const { words, canvas, body, say, isOwn } = panel;
  const changes = [...(experiment.variants.find(({ id }) => id === variant)?.changes ?? [])];
  let applied: Applied = applyChanges(changes);
  let aimed: Element | undefined;
  let chosen: Element | undefined;

  const aim = make('div', { class: 'aim', hidden: '' });
  canvas.append(aim);
  const form = make('div');
  const list = make('ol');
  const undo = makeButton(words.undo, () => change(() => changes.pop()));
  const save = makeButton(words.save, () => void keep(), { class: 'main' });

  /** The page as it was, while `run` looks at it or changes what is changed. */
  const change = (run: () => void): void => {
    applied.revert();
    run();
    applied = applyChanges(changes);
    applied.apply();
    undo.disabled = changes.length === 0;
    list.replaceChildren(
      ...(changes.length > 0
        ? changes.map(({ kind, selector }) =>
            make('li', {}, `${words.kindsOfChange[kind]} `, make('code', { dir: 'ltr' }, selector)),
          )
        : [make('li', {}, words.noChanges)]),
    );
  };
  const keep = async (): Promise<void> => {
    save.disabled = true;
    try {
      await askCollector('changes', { token, changes }, settings);
      say(words.saved);
    } catch (error) {
      say((error as Error).message);
    }
    save.disabled = false;
  };

  /** In the page's language; what was said in others stays. */
  const inLanguage = (selector: string, kind: 'text' | 'message', text: string): Record<string, string> => {
    const before = changes.find((one) => one.kind === kind && one.selector === selector);
    const texts = before && 'texts' in before ? before.texts : {};
    return { ...texts, [document.documentElement.lang || language]: text };
  };
  const put = (next: ChangeSettings): void => {
    const at = changes.findIndex(({ kind, selector }) => kind === next.kind && selector === next.selector);
    if (at < 0) changes.push(next);
    else changes[at] = next;
  };
  const field = (label: string, input: HTMLElement): HTMLElement => make('label', {}, label, input);

  const choose = (element: Element): void => {
    chosen = element;
    let selector = '';
    change(() => {
      selector = anchorOf(element);
    });
    const { backgroundColor, color } = getComputedStyle(element);
    const text = make('textarea', { rows: '2' }, element.children.length > 0 ? '' : (element.textContent ?? ''));
    text.disabled = element.children.length > 0;
    const background = make('input', { type: 'color', value: hexOf(backgroundColor) });
    const ink = make('input', { type: 'color', value: hexOf(color) });
    const message = make('input', { type: 'text' });
    const beside = (place: 'before' | 'after'): void =>
      change(() => {
        // As the page has it: a message of ours is no neighbour.
        const to = place === 'before' ? element.previousElementSibling : element.nextElementSibling;
        if (to) put({ kind: 'move', selector, to: anchorOf(to), place });
      });
    form.replaceChildren(
      make('p', {}, `${words.chosen}: `, make('code', { dir: 'ltr' }, selector)),
      field(words.text, text),
      make('div', { class: 'row' }, field(words.background, background), field(words.color, ink)),
      field(words.message, message),
      make(
        'div',
        { class: 'tools' },
        makeButton(words.apply, () =>
          change(() => {
            if (!text.disabled && text.value !== text.defaultValue)
              put({ kind: 'text', selector, texts: inLanguage(selector, 'text', text.value) });
            const properties = {
              ...(background.value !== background.defaultValue && { 'background-color': background.value }),
              ...(ink.value !== ink.defaultValue && { color: ink.value }),
            };
            if (Object.keys(properties)[0]) put({ kind: 'style', selector, properties });
            if (message.value.trim())
              put({
                kind: 'message',
                selector,
                place: 'after',
                texts: inLanguage(selector, 'message', message.value.trim()),
              });
          }),
        ),
        makeButton(words.hide, () => change(() => put({ kind: 'hide', selector }))),
        makeButton(words.up, () => beside('before')),
        makeButton(words.down, () => beside('after')),
      ),
    );
    text.focus();
  };

  /** What an event of the page is on; nothing in shadow roots, which no selector of a change reaches. */
  const elementOf = (event: Event): Element | undefined => {
    const element = isOwn(event) ? undefined : targetOf(event);
    return element?.getRootNode() === document ? element : undefined;
  };
  const pick = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    if (isOwn(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const element = elementOf(event);
    if (element) choose(element);
  };
  const look = (event: Event): void => {
    aimed = elementOf(event);
  };
  const heard = [
    ['click', pick],
    ['keydown', pick],
    ['pointerover', look],
    ['focusin', look],
  ] as const;
  for (const [type, hear] of heard) addEventListener(type, hear, true);

  const unfollow = followPage(() => {
    const box = (aimed ?? chosen)?.getBoundingClientRect();
    aim.style.display = box ? '' : 'none';
    aim.hidden = !box;
    if (box)
      Object.assign(aim.style, {
        left: `${box.left}px`,
        top: `${box.top}px`,
        width: `${box.width}px`,
        height: `${box.height}px`,
      });
  });
  panel.onClose(() => {
    for (const [type, hear] of heard) removeEventListener(type, hear, true);
    unfollow();
  });
  watchPage(() => applied.apply());
  body.append(
    make('p', {}, words.editorHint),
    form,
    make('h3', {}, words.changes),
    list,
    make('div', { class: 'tools' }, undo, save),
  );
  change(() => undefined);
};
