import type { Settings } from '../settings.ts';
import { askCollector } from './ask-collector.ts';
import { findAnchor } from './find-anchor.ts';
import { followPage } from './follow-page.ts';
import { make, makeButton, makeSelect, openPanel } from './panel.ts';

type Kind = 'clicks' | 'rage' | 'dead' | 'error';

/** The clicks on one element, as the collector tells them. */
interface ClickedElement extends Record<Kind, number> {
  anchor: string;
  /** Where in the element, of ten parts each way. */
  cells: { column: number; row: number; clicks: number }[];
}

interface Heatmap {
  elements: ClickedElement[];
}

/** What the collector says of a token for a heatmap. */
export interface HeatmapGrant {
  language: 'en' | 'ar';
  segments: { id: string; title: string }[];
  /** Variants of what has started, EXPERIMENT:VARIANT. */
  variants: { id: string; title: string }[];
  /** Whose clicks are shown first. */
  chosen: { device?: string; segment?: string; variant?: string };
}

const CELLS = 10;
const DAYS = ['1', '7', '30', '90'];

/** Draws where visitors clicked over the real page, on the elements themselves: wherever they stand now, in whichever width. */
export const showHeatmap = (
  token: string,
  { language, segments, variants, chosen }: HeatmapGrant,
  settings: Settings,
): void => {
  const panel = openPanel('heatmap', language);
  const { words, canvas, body, say } = panel;
  const number = new Intl.NumberFormat(language);
  const asked = { days: 30, device: '', segment: '', variant: '', ...chosen };
  let kind: Kind = 'clicks';
  let heatmap: Heatmap = { elements: [] };
  let path = '';
  let marks: { anchor: string; mark: HTMLElement }[] = [];
  const list = make('ol');

  const place = (): void => {
    if (location.pathname !== path) void load();
    for (const { anchor, mark } of marks) {
      const box = findAnchor(anchor)?.getBoundingClientRect();
      const isShown = box && box.width > 0 && box.height > 0;
      mark.hidden = !isShown;
      mark.style.display = isShown ? '' : 'none';
      if (isShown)
        Object.assign(mark.style, {
          left: `${box.left}px`,
          top: `${box.top}px`,
          width: `${box.width}px`,
          height: `${box.height}px`,
        });
    }
  };

  const draw = (): void => {
    const clicked = heatmap.elements
      .filter((element) => element[kind] > 0)
      .sort((one, other) => other[kind] - one[kind]);
    const most = clicked[0]?.[kind] ?? 1;
    marks = clicked.map((element) => {
      const mark = make('div', { class: 'mark' }, make('b', {}, number.format(element[kind])));
      mark.style.setProperty('--heat', `${element[kind] / most}`);
      const hottest = Math.max(1, ...element.cells.map(({ clicks }) => clicks));
      if (kind === 'clicks')
        for (const { column, row, clicks } of element.cells) {
          const dot = make('i');
          Object.assign(dot.style, {
            left: `${((column + 0.5) / CELLS) * 100}%`,
            top: `${((row + 0.5) / CELLS) * 100}%`,
          });
          dot.style.setProperty('--share', `${clicks / hottest}`);
          mark.append(dot);
        }
      return { anchor: element.anchor, mark };
    });
    canvas.replaceChildren(...marks.map(({ mark }) => mark));
    list.replaceChildren(
      ...clicked.map((element) => {
        const found = findAnchor(element.anchor);
        const count = words.times(number.format(element[kind]));
        const button = makeButton('', () => findAnchor(element.anchor)?.scrollIntoView({ block: 'center' }), {
          class: found ? '' : 'missing',
          title: found ? element.anchor : words.missing,
        });
        button.append(make('code', { dir: 'ltr' }, element.anchor), make('span', {}, count));
        return make('li', {}, button);
      }),
    );
    say(clicked.length > 0 ? '' : words.nothing);
    place();
  };

  const load = async (): Promise<void> => {
    path = location.pathname;
    say(words.loading);
    const { days, device, segment, variant } = asked;
    try {
      heatmap = await askCollector<Heatmap>(
        'heatmap',
        {
          token,
          page: path,
          days,
          ...(device && { device }),
          ...(segment && { segment }),
          ...(variant && { variant }),
        },
        settings,
      );
      draw();
    } catch (error) {
      say((error as Error).message);
    }
  };
  const choose = (changed: Partial<typeof asked>): void => {
    Object.assign(asked, changed);
    void load();
  };
  const shownOf = (some: readonly { id: string; title: string }[]) =>
    [['', words.everybody], ...some.map(({ id, title }) => [id, title] as const)] as const;

  body.append(
    make(
      'div',
      { class: 'row' },
      makeSelect(words.kind, Object.entries(words.kinds), (chosen) => {
        kind = chosen as Kind;
        draw();
      }),
      makeSelect(words.device, Object.entries(words.devices), (device) => choose({ device }), asked.device),
      makeSelect(
        words.days,
        [
          ['30', number.format(30)],
          ...DAYS.filter((days) => days !== '30').map((days) => [days, number.format(Number(days))] as const),
        ],
        (days) => choose({ days: Number(days) }),
      ),
      makeSelect(words.segment, shownOf(segments), (segment) => choose({ segment }), asked.segment),
      makeSelect(words.variant, shownOf(variants), (variant) => choose({ variant }), asked.variant),
    ),
    make('h3', {}, words.elements),
    list,
  );
  panel.onClose(followPage(place));
};
