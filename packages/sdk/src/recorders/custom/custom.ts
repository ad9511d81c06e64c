import { MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { Emit } from '../../emit.ts';
import { closest } from '../../lib/closest.ts';
import { cutText } from '../../lib/cut-text.ts';
import { later } from '../../lib/later.ts';
import { listen } from '../../lib/listen.ts';
import { targetOf } from '../../lib/target-of.ts';
import type { Recorder } from '../../recorder.ts';
import type { OpenMap } from '../../telltale.ts';

const EVENT = 'data-tt-event';
const PROPERTY = 'data-tt-prop-';

/** A number is a number only when it reads back the same: not a postcode that begins with 0. */
const typedValue = (text: string): string | number => (String(Number(text)) === text ? Number(text) : text);

/** Records `data-tt-event` with its `data-tt-prop-…`: a form when it is submitted, everything else when it is clicked. */
export const custom: Recorder = later((emit: Emit) => {
  const record = (event: Event): void => {
    const element = closest(targetOf(event), `${event.type === 'submit' ? 'form' : ':not(form)'}[${EVENT}]`);
    const name = element?.getAttribute(EVENT);
    if (!name) return;
    const props: OpenMap = {};
    for (const attribute of element?.attributes ?? [])
      if (attribute.name.startsWith(PROPERTY))
        props[attribute.name.slice(PROPERTY.length)] = typedValue(cutText(attribute.value, MAX_TEXT_LENGTH));
    emit('custom', { name: cutText(name), props });
  };
  listen('click submit', record);
  return undefined;
});
