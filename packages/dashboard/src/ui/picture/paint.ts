import { element } from './escape.ts';
import { paintDrawing } from './paint-drawing.ts';
import { type TextLine, textLines } from './text-lines.ts';

/** What one presses, types or only hears: it is no part of a picture. */
const controls =
  '.visually-hidden, .chart-foot, .card-actions, .line-chart-reader, .chart-note, .segmented, .field, details, dialog, [popover], .progress, .answer-cancel, .pager';

const isClear = (color: string) => color === 'transparent' || /,\s*0\)$|\/\s*0\)$/.test(color);

/** The box behind an element, and the line below it. */
const paintBox = ({ x, y, width, height }: DOMRect, style: CSSStyleDeclaration): string => {
  const { backgroundColor, borderBottomWidth, borderBottomStyle, borderBottomColor, borderTopLeftRadius } = style;
  // A round end is never longer than the box is thick.
  const rx = Math.min(Number.parseFloat(borderTopLeftRadius) || 0, width / 2, height / 2);
  const back = isClear(backgroundColor) ? '' : element('rect', { x, y, width, height, rx, fill: backgroundColor });
  const lineWidth = borderBottomStyle === 'none' ? 0 : Number.parseFloat(borderBottomWidth);
  const line =
    lineWidth > 0 && !isClear(borderBottomColor)
      ? element('rect', { x, y: y + height - lineWidth, width, height: lineWidth, fill: borderBottomColor })
      : '';
  return back + line;
};

/** What stands in an element: boxes and drawings as SVG at their places in the window, and the lines of text over them. */
export interface Painted {
  shapes: string;
  lines: TextLine[];
}

const together = (parts: readonly Painted[]): Painted => ({
  shapes: parts.map(({ shapes }) => shapes).join(''),
  lines: parts.flatMap(({ lines }) => lines),
});

const paintNode = (node: Node): Painted => {
  if (node instanceof Text) {
    const frame = node.parentElement;
    return { shapes: '', lines: frame && frame.localName !== 'title' ? textLines(node, frame) : [] };
  }
  if (!(node instanceof Element) || node.matches(controls)) return { shapes: '', lines: [] };
  const style = getComputedStyle(node);
  if (style.display === 'none' || style.visibility === 'hidden') return { shapes: '', lines: [] };
  const inside = paintInside(node);
  const box = node.getBoundingClientRect();
  if (node instanceof SVGSVGElement) return { ...inside, shapes: paintDrawing(node, box) };
  return node instanceof SVGElement ? inside : { ...inside, shapes: paintBox(box, style) + inside.shapes };
};

/** Paints what an element shows, without its controls, where the browser has put it. */
export const paintInside = (shown: Element): Painted => together([...shown.childNodes].map(paintNode));
