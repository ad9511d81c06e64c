import { scrubText } from '../lib/scrub.ts';

/** What is kept of one refused event, in characters of JSON; longer ones are cut. */
const MAX_LENGTH = 16_384;

/** IPv4, and IPv6 with at least two colons; a version number of four parts is taken along. */
const IP_ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}(?![\w:])/gi;

const scrubValue = (_name: string, value: unknown) =>
  typeof value === 'string' ? scrubText(value).replace(IP_ADDRESS, '[address]') : value;

/** A refused event as text. */
export interface KeptText {
  text: string;
  /** False when addresses were taken out or the end was cut off: then it is to be read, and cannot be replayed. */
  isWhole: boolean;
}

/** Writes a refused event as it is kept: JSON, its e-mail and IP addresses taken out, of bounded length. */
export const keptText = (event: unknown): KeptText => {
  try {
    const whole = JSON.stringify(event);
    const text = JSON.stringify(event, scrubValue);
    return { text: text.slice(0, MAX_LENGTH), isWhole: text === whole && text.length <= MAX_LENGTH };
  } catch {
    // Too deep to be written.
    return { text: '', isWhole: false };
  }
};
