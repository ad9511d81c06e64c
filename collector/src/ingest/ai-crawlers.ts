import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

interface ListedCrawler {
  pattern: string;
  tags?: readonly string[];
}

/** A list of user agents that says of each what it is for (npm `crawler-user-agents`, MIT). Only those patterns stay in memory. */
const file = createRequire(import.meta.url).resolve('crawler-user-agents');
const patterns = (JSON.parse(readFileSync(file, 'utf8')) as ListedCrawler[])
  .filter(({ tags = [] }) => tags.includes('ai-crawler'))
  .map(({ pattern }) => pattern);

const anyOfThem = new RegExp(patterns.join('|'));

/** True when a user agent names a program that reads pages for an AI: to train it, to search for it, or because its user asked. */
export const isAiCrawler = (userAgent: string): boolean => anyOfThem.test(userAgent);
