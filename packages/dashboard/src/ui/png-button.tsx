import { formats, words } from '../locales/index.ts';
import type { DayRange } from '../state/range.ts';
import { chosenRange, shownSite } from '../state/site.ts';
import { announce } from './announcer.tsx';
import { Button, IconButton } from './button.tsx';

interface PngButtonProps {
  /** The file's name without ending. */
  fileName: string;
  /** What the picture is of, where the card alone does not say it; stands below it. */
  about?: string;
  /** Shows only the picture, where there is little room. */
  isIconOnly?: boolean;
  /** The days that it is about. Default: those of the panel. */
  days?: DayRange;
}

/** Saves the card or window it stands in as a picture: what it is about and what it shows, without what one presses. */
export const PngButton = ({ fileName, about = '', isIconOnly = false, days = chosenRange.value }: PngButtonProps) => {
  const save = async ({ currentTarget }: { currentTarget: Element }) => {
    const shown = currentTarget.closest('.card, .dialog');
    if (!shown) return;
    const { from, to } = days;
    try {
      const { savePicture } = await import('./picture/save-picture.ts');
      await savePicture(shown, {
        fileName,
        caption: [shownSite.value?.name, about, formats.value.days(from, to)].filter(Boolean).join(' · '),
      });
    } catch {
      announce(words.value.pngFailed);
    }
  };
  return isIconOnly ? (
    <IconButton icon="picture" label={words.value.downloadPng} isSmall onClick={save} />
  ) : (
    <Button icon="picture" look="quiet" isSmall onClick={save}>
      {words.value.png}
    </Button>
  );
};
