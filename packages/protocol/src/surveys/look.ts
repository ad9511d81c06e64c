import { z } from 'zod';
import { contrastOf } from './contrast.ts';
import { label } from './localized.ts';

const colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'a colour such as "#0b57d0"')
  .transform((written) => written.toLowerCase());

/** What a survey has where the owner chose no colours: contrast 4.5 and more in both. */
export const defaultColours = {
  light: { background: '#ffffff', text: '#1b1f26', accent: '#0b57d0' },
  dark: { background: '#1d2128', text: '#f2f4f7', accent: '#8ab4f8' },
} as const;

/** WCAG 2.2 AA: https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast */
const TEXT_CONTRAST = 4.5;
const SHAPE_CONTRAST = 3;

const coloursOf = (scheme: 'light' | 'dark') =>
  z
    .strictObject({
      background: colour.default(defaultColours[scheme].background),
      text: colour.default(defaultColours[scheme].text),
      /** Of what is chosen and of the button that goes on; what stands on it is black or white, whichever is clearer. */
      accent: colour.default(defaultColours[scheme].accent),
    })
    .refine(({ background, text }) => contrastOf(background, text) >= TEXT_CONTRAST, {
      path: ['text'],
      message: 'a colour that can be read on the background: a contrast of at least 4.5',
    })
    .refine(({ background, accent }) => contrastOf(background, accent) >= SHAPE_CONTRAST, {
      path: ['accent'],
      message: 'a colour that stands out from the background: a contrast of at least 3',
    });

/** Where a survey stands and what it looks like. */
export const lookSchema = z
  .strictObject({
    /**
     * `corner`: a card in a lower corner of the window. `bar`: along its lower edge. `inline`: in an element of the site's. `tab`: a button
     * at the window's edge that opens the card; what visitors open themselves is held to no cap and no repeat rule.
     */
    place: z.enum(['corner', 'bar', 'inline', 'tab']).default('corner'),
    /** The side that a card or a tab stands on, in the direction of reading. */
    side: z.enum(['start', 'end']).default('end'),
    /** For `inline`: the element, as a CSS selector. Without room of its own it is filled while it is below the window, so nothing jumps. */
    selector: z.string().trim().min(1).max(512).optional(),
    /** For `tab`: what the button says. */
    tabLabel: label().optional(),
    /** Light, dark, as the system is, or as the page is (its `color-scheme`). */
    theme: z.enum(['light', 'dark', 'system', 'page']).default('system'),
    colours: z.strictObject({ light: coloursOf('light').optional(), dark: coloursOf('dark').optional() }).default({}),
  })
  .refine(({ place, selector }) => place !== 'inline' || selector !== undefined, {
    path: ['selector'],
    message: 'a CSS selector of the element that the survey stands in, such as "#feedback"',
  })
  .refine(({ place, tabLabel }) => place !== 'tab' || tabLabel !== undefined, {
    path: ['tabLabel'],
    message: 'what the tab says, such as { "en": "Feedback" }',
  });

/** Where a survey stands and what it looks like. */
export type SurveyLook = z.infer<typeof lookSchema>;
