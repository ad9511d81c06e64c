import { useSignal } from '@preact/signals';
import { words } from '../locales/index.ts';
import { announce } from './announcer.tsx';
import { Button, type ButtonLook, IconButton } from './button.tsx';

interface CopyButtonProps {
  text: string;
  label: string;
  look?: ButtonLook;
  isSmall?: boolean;
  /** Shows only the picture, where there is little room. */
  isIconOnly?: boolean;
}

const CONFIRMATION_MS = 2000;

/** Where the clipboard is closed (plain http on another machine), an old command still copies a selection. */
const copyBySelection = (text: string): boolean => {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
};

const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
};

/** Copies text and says that it did, to the eye and to the ear. */
export const CopyButton = ({ text, label, look = 'plain', isSmall = false, isIconOnly = false }: CopyButtonProps) => {
  const isCopied = useSignal(false);
  const press = async () => {
    if (!(await copy(text))) return announce(words.value.copyFailed);
    announce(words.value.copied);
    isCopied.value = true;
    setTimeout(() => {
      isCopied.value = false;
    }, CONFIRMATION_MS);
  };
  const icon = isCopied.value ? 'check' : 'copy';
  if (isIconOnly) return <IconButton icon={icon} label={label} look={look} isSmall={isSmall} onClick={press} />;
  return (
    <Button icon={icon} look={look} isSmall={isSmall} onClick={press}>
      {isCopied.value ? words.value.copied : label}
    </Button>
  );
};
