import { createHmac } from 'node:crypto';
import { isSameHash } from '../access/tokens.ts';

/** Whoever knew the password need not say it with every question: for as long as people keep a page open. */
const PASS_LASTS_MS = 12 * 3_600_000;

interface PassOptions {
  /** The link's id. */
  linkId: string;
  /** What is kept of the link's password. It never leaves the collector, so that nobody else can make a pass. */
  kept: string;
  nowMs: number;
}

const seal = (endsAt: number, { linkId, kept }: PassOptions) =>
  createHmac('sha256', kept).update(`${linkId} ${endsAt}`).digest('hex');

/** Proves for 12 hours, to every collector, that its holder knew the link's password. Nothing is kept of it. */
export const createPass = (options: PassOptions): string => {
  const endsAt = options.nowMs + PASS_LASTS_MS;
  return `${endsAt}.${seal(endsAt, options)}`;
};

/** Whether it is a pass for this link and its password, and has not ended. */
export const isPassRight = (pass: string, options: PassOptions): boolean => {
  const [, endsAt = '', proof = ''] = /^(\d{1,15})\.([0-9a-f]{64})$/.exec(pass) ?? [];
  return Number(endsAt) > options.nowMs && isSameHash(proof, seal(Number(endsAt), options));
};
