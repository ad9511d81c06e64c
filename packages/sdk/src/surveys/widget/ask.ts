import { MAX_LONG_TEXT_LENGTH, MAX_TEXT_LENGTH } from '@telltale/protocol/limits';
import type { SurveyQuestion } from '../survey-settings.ts';
import { type Choice, choicesOf } from './choices.ts';
import { draw, make } from './make.ts';
import { maskText } from './mask-text.ts';
import type { Speech } from './speech.ts';

/** The id of an answer in words of the visitor's own. */
const OTHER = 'other';

const STAR = 'M12 2.500l3 6.300 6.800.9-5 4.700 1.300 6.800-6.100-3.300-6.100 3.300 1.300-6.800-5-4.700 6.800-.9z';

/** A face whose mouth goes up or down: -2 to 2. */
const face = (mood: number): string =>
  `M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M8.500 9v1M15.500 9v1M8 ${16 - mood / 2}q4 ${mood * 2} 8 0`;

/** What a visitor answered. */
export interface Given {
  score?: number;
  /** Ids of options. */
  choices?: string[];
  text?: string;
}

/** A question before the visitor. */
export interface Asked {
  parts: Node[];
  /** What is answered so far; undefined as long as it is nothing. */
  given(): Given | undefined;
}

/** The lowest and the highest score by kind. */
const scales: Partial<Record<SurveyQuestion['kind'], [number, number]>> = { nps: [0, 10], csat: [1, 5], ces: [1, 7] };

/** Builds what a question is answered with; `onChange` hears of every change. */
export const ask = (question: SurveyQuestion, speech: Speech, onChange: () => void): Asked => {
  const { kind, labels, shape, low = labels?.[0], high = labels?.at(-1), options = [], other, isMultiple } = question;
  const { direction, say, show, count } = speech;

  const words = (name: 'textarea' | 'input', longest: number, attributes: Record<string, string>) => {
    const field = make(name, { maxlength: `${longest}`, ...attributes });
    field.addEventListener('input', onChange);
    return {
      field,
      read: () => (question.isUnmasked ? field.value : maskText(field.value)).trim(),
    };
  };

  if (kind === 'text') {
    const { field, read } = words('textarea', MAX_LONG_TEXT_LENGTH, { rows: '3', 'aria-labelledby': 'question' });
    return { parts: [field], given: () => (read() ? { text: read() } : undefined) };
  }

  if (kind === 'choice') {
    const { field, read } = words('input', MAX_TEXT_LENGTH, { 'aria-label': other ? say(other) : '', hidden: '' });
    const listed = [...options, ...(other ? [{ id: OTHER, text: other }] : [])];
    let chosen: string[] = [];
    const group = choicesOf(
      listed.map(({ text }) => ({ content: show(text) })),
      {
        look: 'list',
        direction,
        isMultiple,
        onChosen(places) {
          chosen = listed.filter((_, at) => places.has(at)).map(({ id }) => id);
          field.hidden = !other || !chosen.includes(OTHER);
          onChange();
        },
      },
    );
    return {
      parts: [group, field],
      given() {
        const text = field.hidden ? '' : read();
        return chosen.length > 0 ? { choices: chosen, ...(text && { text }) } : undefined;
      },
    };
  }

  const [least, most] = scales[kind] ?? [1, question.highest ?? 5];
  let score: number | undefined;
  const choices: Choice[] = [];
  for (let value = least; value <= most; value++) {
    const label = labels?.[value - least];
    if (shape)
      choices.push({
        name: label ? say(label) : count(value),
        content: draw(shape === 'stars' ? STAR : face(value - (least + most) / 2)),
      });
    else choices.push({ content: label ? show(label) : count(value) });
  }
  const isList = !!labels && !shape;
  const hasEnds = !isList && !!(low || high);
  const group = choicesOf(choices, {
    look: isList ? 'list' : `scale ${shape ?? ''} ${most - least > 6 ? 'w n' : most - least > 4 ? 'n' : ''}`,
    direction,
    hasEnds,
    onChosen([at = 0]) {
      score = at + least;
      onChange();
    },
  });
  const ends = make('div', { class: 'ends', id: 'ends' });
  for (const end of [low, high]) ends.append(make('span', {}, end ? show(end) : ''));
  return {
    parts: hasEnds ? [group, ends] : [group],
    given: () => (score === undefined ? undefined : { score }),
  };
};
