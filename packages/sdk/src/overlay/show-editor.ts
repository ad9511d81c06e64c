import type { Emit } from '../emit.ts';
import { type Applied, applyChanges } from '../experiments/apply-changes.ts';
import { watchPage } from '../experiments/watch-page.ts';
import { targetOf } from '../lib/target-of.ts';
import type { ChangeSettings, ExperimentSettings, Settings } from '../settings.ts';
import { askCollector } from './ask-collector.ts';
import { editorForm } from './editor-form.ts';
import { followPage } from './follow-page.ts';
import { make, makeButton, openPanel } from './panel.ts';
import { selectorOf } from './selector-of.ts';
import { useEveryChange } from './show-preview.ts';

/** What the collector says of a token for an editor. */
export interface EditorGrant {
  language: 'en' | 'ar';
  experiment: ExperimentSettings;
  variant: string;
}

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
  let changes = [...(experiment.variants.find(({ id }) => id === variant)?.changes ?? [])];
  /** What there was before each step that can be undone. */
  const past: ChangeSettings[][] = [];
  let applied: Applied = applyChanges(changes);
  let aimed: Element | undefined;
  let chosen: Element | undefined;
  let showForm = (): void => undefined;

  const aim = make('div', { class: 'aim', hidden: '' });
  canvas.append(aim);
  const form = make('div');
  const list = make('ol');
  const undo = makeButton(words.undo, () => {
    change(() => {
      changes = past.pop() ?? changes;
    });
    showForm();
    // A disabled button would lose the focus to the page.
    if (undo.disabled) focusTools();
  });
  const save = makeButton(words.save, () => void keep(), { class: 'main' });

  /** The page as it was, while `run` looks at it or changes what is changed. */
  const change = (run: () => void): void => {
    applied.revert();
    run();
    applied = applyChanges(changes);
    applied.apply();
    undo.disabled = past.length === 0;
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

  /** Of an attribute there is one change for each name. */
  const isSame = (one: ChangeSettings, other: ChangeSettings): boolean =>
    one.kind === other.kind &&
    one.selector === other.selector &&
    (one.kind !== 'attribute' || other.kind !== 'attribute' || one.name === other.name);
  const put = (next: readonly ChangeSettings[]): void => {
    if (!next[0]) return;
    past.push([...changes]);
    for (const one of next) {
      const at = changes.findIndex((other) => isSame(one, other));
      if (at < 0) changes.push(one);
      else changes[at] = one;
    }
  };
  const focusTools = (): void => form.querySelector<HTMLElement>('.tools button')?.focus();

  const choose = (element: Element): void => {
    chosen = element;
    let selector = '';
    change(() => {
      selector = selectorOf(element);
    });
    showForm = () => {
      form.replaceChildren(
        ...editorForm(element, selector, {
          words,
          say,
          known: (kind) =>
            changes.find(
              (one): one is Extract<ChangeSettings, { kind: typeof kind }> =>
                one.kind === kind && one.selector === selector,
            ),
          inLanguage: (texts, text) => ({ ...texts, [document.documentElement.lang || language]: text }),
          change(next) {
            change(() => put(next));
            showForm();
            // The button that was pressed is no more: its next press must not be the page's.
            focusTools();
          },
          move: (place) =>
            change(() => {
              // As the page has it: a message of ours is no neighbour.
              const to = place === 'before' ? element.previousElementSibling : element.nextElementSibling;
              if (to) put([{ kind: 'move', selector, to: selectorOf(to), place }]);
            }),
        }),
      );
    };
    showForm();
    form.querySelector<HTMLElement>('textarea,input')?.focus();
  };

  /** What an event of the page is on; never the whole page, nor what is in shadow roots, which no selector of a change reaches. */
  const elementOf = (event: Event): Element | undefined => {
    const touched = isOwn(event) ? undefined : targetOf(event);
    // Who points at the words of a button means the button.
    const element = touched?.closest('a,button') ?? touched;
    return element?.getRootNode() === document && !element.contains(document.body) ? element : undefined;
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
