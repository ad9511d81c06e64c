import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../locales/index.ts';
import { IconButton } from '../ui/button.tsx';
import { Mark } from './mark.tsx';
import { PanelPlace } from './panel-place.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import { Sidebar } from './sidebar.tsx';

/** The navigation of narrow screens: the browser's own dialog over the page, from the side where text starts. */
const Drawer = ({ onClose }: { onClose: () => void }) => {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog
      ref={ref}
      class="drawer"
      aria-label={words.value.mainNavigation}
      onClose={onClose}
      // A press on the backdrop lands on the dialog itself. Escape is the keyboard's way.
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) ref.current?.close();
      }}
    >
      <IconButton icon="close" label={words.value.close} onClick={() => ref.current?.close()} />
      <Sidebar onLeave={() => ref.current?.close()} />
    </dialog>
  );
};

/** Navigation beside the panel; on narrow screens in a drawer. */
export const Frame = () => {
  const isDrawerOpen = useSignal(false);
  return (
    <div class="frame">
      <a class="skip-link" href="#content">
        {words.value.skipToContent}
      </a>
      <header class="frame-head">
        <Mark />
        <IconButton
          icon="menu"
          label={words.value.openNavigation}
          onClick={() => {
            isDrawerOpen.value = true;
          }}
        />
      </header>
      <header class="frame-side">
        <Sidebar onLeave={() => {}} />
      </header>
      {isDrawerOpen.value && (
        <Drawer
          onClose={() => {
            isDrawerOpen.value = false;
          }}
        />
      )}
      <main class="frame-main" id="content" tabIndex={-1}>
        <PanelPlace />
      </main>
      <ShortcutList />
    </div>
  );
};
