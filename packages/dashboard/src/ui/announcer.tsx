import { signal } from '@preact/signals';

const message = signal('');

/** Says something to assistive technology without moving the focus. */
export const announce = (text: string): void => {
  // The same words twice are a change too: an invisible mark tells them apart.
  message.value = message.value === text ? `${text}\u200B` : text;
};

/** Where announcements are read from; stands once in the page. */
export const Announcer = () => (
  <div class="visually-hidden" role="status" aria-live="polite">
    {message}
  </div>
);
