import { downloadBlob } from '../download.ts';
import { element } from './escape.ts';
import { paintInside } from './paint.ts';
import { writeLine } from './text-lines.ts';

/** Two points a pixel: sharp on today's screens and in print. */
const SCALE = 2;
const MARGIN_PX = 8;
const CAPTION_PX = 28;

const drawn = async (shapes: string, widthPx: number, heightPx: number): Promise<HTMLImageElement> => {
  const svg = element('svg', { xmlns: 'http://www.w3.org/2000/svg', width: widthPx, height: heightPx }, shapes);
  const image = new Image();
  // The page's policy lets pictures be data, and nothing else than its own files.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
};

interface SaveOptions {
  /** The file's name without ending. */
  fileName: string;
  /** What it is a picture of; stands below it. */
  caption: string;
}

/**
 * Saves what an element shows as a PNG: boxes and drawings by way of SVG, the texts over them with the fonts that the page has
 * loaded anyway. @throws when the browser cannot draw it
 */
export const savePicture = async (shown: Element, { fileName, caption }: SaveOptions): Promise<void> => {
  const { left, top, width, height } = shown.getBoundingClientRect();
  const { color, fontFamily, direction, backgroundColor } = getComputedStyle(shown);
  const widthPx = Math.ceil(width) + 2 * MARGIN_PX;
  const heightPx = Math.ceil(height) + 2 * MARGIN_PX + CAPTION_PX;
  const { shapes, lines } = paintInside(shown);
  const toPicture = element('g', { transform: `translate(${MARGIN_PX - left} ${MARGIN_PX - top})` }, shapes);
  const image = await drawn(toPicture, widthPx, heightPx);

  const canvas = document.createElement('canvas');
  canvas.width = widthPx * SCALE;
  canvas.height = heightPx * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser has no canvas to draw on.');
  context.scale(SCALE, SCALE);
  context.fillStyle = backgroundColor;
  context.fillRect(0, 0, widthPx, heightPx);
  context.drawImage(image, 0, 0, widthPx, heightPx);
  context.translate(MARGIN_PX - left, MARGIN_PX - top);
  const isRightToLeft = direction === 'rtl';
  const below = {
    text: caption,
    xPx: isRightToLeft ? left + width - 2 * MARGIN_PX : left + 2 * MARGIN_PX,
    yPx: top + height + CAPTION_PX / 2,
    font: `400 12px ${fontFamily}`,
    color,
    direction: isRightToLeft ? ('rtl' as const) : ('ltr' as const),
    isUnderlined: false,
    widthPx: 0,
    cut: undefined,
  };
  for (const line of [...lines, below]) writeLine(context, line);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser drew no picture: what is shown may be too large for one.');
  downloadBlob(`${fileName}.png`, blob);
};
