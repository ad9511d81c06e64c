import { useEffect } from 'preact/hooks';
import { words } from '../locales/index.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Switch } from '../ui/switch.tsx';
import './shortcuts.css';
import { areShortcutsOn, isShortcutListOpen, onShortcut, shortcutKeys, shortcutNames } from './shortcuts.ts';

/** Listens for the keys, and lists what they do when asked. */
export const ShortcutList = () => {
  useEffect(() => {
    addEventListener('keydown', onShortcut);
    return () => removeEventListener('keydown', onShortcut);
  }, []);
  const text = words.value.shortcuts;
  return (
    <Dialog
      title={text.title}
      isOpen={isShortcutListOpen.value}
      onClose={() => {
        isShortcutListOpen.value = false;
      }}
    >
      <div class="stack">
        <Switch
          label={text.areOn}
          hint={text.areOnHint}
          isOn={areShortcutsOn.value}
          onChange={(isOn) => {
            areShortcutsOn.value = isOn;
          }}
        />
        <dl class="shortcuts">
          {shortcutNames.map((name) => (
            <div key={name}>
              <dt>{text.names[name]}</dt>
              <dd>
                <kbd>{shortcutKeys[name]}</kbd>
              </dd>
            </div>
          ))}
        </dl>
        <p class="is-quiet">{text.inLists}</p>
      </div>
    </Dialog>
  );
};
