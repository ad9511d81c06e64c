import { element } from './escape.ts';

/** What style sheets say of a drawing, said in attributes: a picture has no style sheet. */
const styled = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'stroke-linecap',
  'opacity',
] as const;

/** Attributes that say where and how large something is; names, roles and classes say nothing in a picture. */
const isDrawn = (name: string) => !/^(class|style|role|tabindex|title|data-.*|aria-.*)$/.test(name);

/** Texts are written apart: a picture inside a picture does not wait for its fonts. */
const paintNode = (node: Node): string => {
  if (!(node instanceof SVGElement) || node.localName === 'title' || node.localName === 'text') return '';
  const style = getComputedStyle(node);
  const attributes = Object.fromEntries(
    [...node.attributes].filter(({ name }) => isDrawn(name)).map(({ name, value }) => [name, value]),
  );
  const said = Object.fromEntries(styled.map((name) => [name, style.getPropertyValue(name)]));
  return element(node.localName, { ...attributes, ...said }, [...node.childNodes].map(paintNode).join(''));
};

/** Paints a drawing at its place, without its texts. */
export const paintDrawing = (drawing: SVGSVGElement, { x, y, width, height }: DOMRect): string => {
  const { color, transform, fill } = getComputedStyle(drawing);
  const viewBox = drawing.getAttribute('viewBox');
  const painted = element(
    'svg',
    { x, y, width, height, color, fill, overflow: 'visible', ...(viewBox && { viewBox }) },
    [...drawing.childNodes].map(paintNode).join(''),
  );
  // What is mirrored for right-to-left is mirrored here.
  return transform.startsWith('matrix(-1')
    ? element('g', { transform: `translate(${2 * x + width} 0) scale(-1 1)` }, painted)
    : painted;
};
