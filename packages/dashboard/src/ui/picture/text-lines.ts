/** A line of text at its place in the window. */
export interface TextLine {
  text: string;
  /** Where it starts, from the left, and its middle, from the top. */
  xPx: number;
  yPx: number;
  /** As a canvas takes it. */
  font: string;
  color: string;
  direction: 'ltr' | 'rtl';
  isUnderlined: boolean;
  widthPx: number;
  /** Where it is cut off; undefined where it is not. */
  cut: DOMRect | undefined;
}

const boxOf = (node: Text, from: number, to: number): DOMRect => {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return range.getBoundingClientRect();
};

/** From where to where in the text each line goes into which the browser broke it. */
const breaksOf = (node: Text): { from: number; to: number }[] => {
  const lines: { from: number; to: number; topPx: number }[] = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
    const to = index + word.length;
    const topPx = Math.round(boxOf(node, index, to).top);
    const last = lines.at(-1);
    if (last?.topPx === topPx) last.to = to;
    else lines.push({ from: index, to, topPx });
  }
  return lines;
};

/** The lines of a text as the browser shows them. */
export const textLines = (node: Text, frame: Element): TextLine[] => {
  const style = getComputedStyle(frame);
  const { fontStyle, fontWeight, fontSize, fontFamily, overflowX, textDecorationLine } = style;
  const isDrawing = frame instanceof SVGElement;
  const direction = style.direction === 'rtl' ? 'rtl' : 'ltr';
  const shown = frame.getBoundingClientRect();
  return breaksOf(node)
    .map(({ from, to }) => ({ text: node.data.slice(from, to).replaceAll(/\s+/g, ' '), box: boxOf(node, from, to) }))
    .filter(({ box }) => box.width > 0)
    .map(({ text, box }) => ({
      text,
      xPx: direction === 'rtl' ? box.right : box.left,
      yPx: box.top + box.height / 2,
      font: `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`,
      color: isDrawing ? style.fill : style.color,
      direction,
      isUnderlined: textDecorationLine.includes('underline'),
      widthPx: box.width,
      cut:
        !isDrawing && overflowX !== 'visible' && (box.left < shown.left - 1 || box.right > shown.right + 1)
          ? shown
          : undefined,
    }));
};

/** Writes a line on a canvas whose origin is that of the window. */
export const writeLine = (
  context: CanvasRenderingContext2D,
  { text, xPx, yPx, font, color, direction, isUnderlined, widthPx, cut }: TextLine,
): void => {
  context.save();
  if (cut) {
    context.beginPath();
    context.rect(cut.x, cut.y, cut.width, cut.height);
    context.clip();
  }
  context.font = font;
  context.fillStyle = color;
  context.direction = direction;
  context.textAlign = 'start';
  context.textBaseline = 'middle';
  context.fillText(text, xPx, yPx);
  if (isUnderlined) context.fillRect(direction === 'rtl' ? xPx - widthPx : xPx, yPx + 9, widthPx, 1);
  context.restore();
};
