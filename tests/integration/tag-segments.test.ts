import { readFile } from 'node:fs/promises';
import { composeExperiments, composeTag, defaultSiteSettings, type TagSettings } from '@telltale/collector';
import { type ExperimentConfig, recorderNames, type SurveyDraft, surveySchema } from '@telltale/protocol';
import ts from 'typescript';
import { expect, it } from 'vitest';

const builtTag = new URL('../../packages/sdk/dist/tag/', import.meta.url);

const nothing: TagSettings = { ...defaultSiteSettings, recorders: [], isQueuePersistent: false, surveys: [] };

const experiment = (rest: Partial<ExperimentConfig>, variant: Partial<ExperimentConfig['variants'][number]> = {}) => ({
  experiments: [
    {
      id: 'a',
      variants: [
        { id: 'b', weight: 1 },
        { id: 'c', weight: 1, ...variant },
      ],
      ...rest,
    },
  ],
});

/** What experiments may need, each alone. */
const experimentsAlone: Record<string, Partial<TagSettings>> = {
  experiments: experiment({}),
  audience: experiment({ audience: {} }),
  askMembers: experiment({ audience: { hasSegment: true } }),
  redirects: experiment({}, { redirect: '/b' }),
  changeHtml: experiment({}, { changes: [{ kind: 'html', selector: 'a', texts: { en: 'a' } }] }),
  changeImage: experiment({}, { changes: [{ kind: 'image', selector: 'a', src: '/a' }] }),
  changePlace: experiment({}, { changes: [{ kind: 'move', selector: 'a', to: 'b', place: 'after' }] }),
};

/** One thing on, everything else off: the least that a tag can hold beside it. */
const alone: Record<string, Partial<TagSettings>> = {
  nothing: {},
  ...Object.fromEntries(recorderNames.map((name) => [name, { recorders: [name] }])),
  isQueuePersistent: { isQueuePersistent: true },
  ignoredSelectors: { ignoredSelectors: ['.a'] },
  maskedSelectors: { maskedSelectors: ['.a'] },
  textSelectors: { textSelectors: ['.a'] },
  scrubbedParameters: { scrubbedParameters: ['a'] },
  cookieDomain: { cookieDomain: 'example.com' },
  linkedDomains: { linkedDomains: ['example.com'] },
  isQueryCounted: { isQueryCounted: true },
  isHashCounted: { isHashCounted: true },
  ...experimentsAlone,
};

const asked: SurveyDraft = {
  id: 'ask',
  version: 1,
  title: 'Ask',
  questions: [{ id: 'why', kind: 'text', text: { en: 'Why?' } }],
  thanks: { en: 'Thank you' },
  rules: { triggers: [{ on: 'call' }] },
};

const survey = (changed: Partial<SurveyDraft>): Partial<TagSettings> => ({
  surveys: [surveySchema.parse({ ...asked, ...changed })],
});

const triggers: SurveyDraft['rules']['triggers'] = [
  ...(['call', 'rage_click', 'exit', 'checkout_left', 'checkout_return'] as const).map((on) => ({ on })),
  { on: 'time', seconds: 1 },
  { on: 'scroll', ratio: 1 },
  { on: 'event', kind: 'purchase' },
  { on: 'feature', feature: 'a' },
];

const rules: Record<string, Partial<SurveyDraft['rules']>> = {
  pages: { pages: ['/a'] },
  languages: { languages: ['ar'] },
  devices: { devices: ['mobile'] },
  visitors: { visitors: 'new' },
  shareRatio: { shareRatio: 0.5 },
  segment: { segment: 'a' },
};

for (const trigger of triggers) alone[`survey ${trigger.on}`] = survey({ rules: { triggers: [trigger] } });
for (const [name, rule] of Object.entries(rules))
  alone[`survey ${name}`] = survey({ rules: { ...asked.rules, ...rule } });
alone['survey dates'] = survey({ startsAt: 1 });
alone['survey place'] = survey({ look: { place: 'inline', selector: '#a' } });

const options: ts.CompilerOptions = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  noUnusedLocals: true,
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: [],
  skipLibCheck: true,
};

/** "Cannot find name …", also where one that is spelled alike is found; "… is declared but its value is never read." */
const WRONG_NAME = [2304, 2552, 6133];

/** What scripts mention that neither they nor a browser have, what they have and never mention, and what is no script at all. */
const wrongIn = (scripts: ReadonlyMap<string, string>): string[] => {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (name, version, ...more) => {
    const text = scripts.get(name);
    return text === undefined ? getSourceFile(name, version, ...more) : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...scripts.keys()], options, host);
  return [...scripts.keys()].flatMap((name) => {
    const script = program.getSourceFile(name);
    return [
      ...program.getSyntacticDiagnostics(script),
      ...program.getSemanticDiagnostics(script).filter(({ code }) => WRONG_NAME.includes(code)),
    ].map(({ messageText }) => `${name}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
};

/** What is heard, in some scripts made of the built one, of what its parts tell each other, though nobody is left there to tell it. */
const untoldIn = (built: string, scripts: ReadonlyMap<string, string>): string[] => {
  const name = String.raw`(?<![\w$.])([\w$]+)`;
  const [, tell = ''] =
    new RegExp(`${name}=\\((\\w+),\\w+\\)=>\\{for\\(let \\w+ of [\\w$]+\\.get\\(\\2\\)`).exec(built) ?? [];
  const [, hear = ''] = new RegExp(`${name}=\\((\\w+),\\w+\\)=>\\{[\\w$]+\\.set\\(\\2,`).exec(built) ?? [];
  const topicsOf = (by: string, script: string) =>
    new Set(
      [...script.matchAll(new RegExp(`${name}\\("([a-z]+)"`, 'g'))].flatMap(([, called, topic = '']) =>
        called === by ? topic : [],
      ),
    );
  const told = topicsOf(tell, built);
  expect([...told].toSorted()).toEqual(['due', 'emitted', 'looked', 'renewed', 'settled']);
  expect([...topicsOf(hear, built)]).toEqual(expect.arrayContaining([...told]));
  return [...scripts].flatMap(([script, code]) => {
    const toldHere = topicsOf(tell, code);
    return [...topicsOf(hear, code)].flatMap((topic) =>
      // A survey that only the site's own call shows is never due.
      topic !== 'due' && told.has(topic) && !toldHere.has(topic) ? `${script}: ${topic}` : [],
    );
  });
};

it('a script lacks nothing that it mentions, and has nothing that it does not need, whichever recorder or setting is on alone', async () => {
  const [tag, head] = await Promise.all(['t.js', 't-ab.js'].map((name) => readFile(new URL(name, builtTag), 'utf8')));
  const { cookieDomain = {}, linkedDomains = {} } = alone;
  const made = (built = '', compose: typeof composeTag, name: string, settings: Partial<TagSettings>) =>
    [name, compose(built, { ...nothing, ...settings }, { publicKey: 'key' })] as const;
  const tags = Object.entries(alone).map(([name, settings]) => made(tag, composeTag, `${name}.js`, settings));
  expect(untoldIn(tag ?? '', new Map(tags))).toEqual([]);
  const scripts = new Map([
    ...tags,
    ...Object.entries({ nothing: {}, cookieDomain, linkedDomains, ...experimentsAlone }).map(([name, settings]) =>
      made(head, composeExperiments, `${name}-head.js`, settings),
    ),
  ]);
  expect(new Set(scripts.values()).size).toBe(scripts.size);
  // What is wrong is found.
  scripts.set('broken.js', '(() => { const run = () => missing, spare = 1; run(); })();');
  expect(wrongIn(scripts)).toEqual([
    "broken.js: Cannot find name 'missing'.",
    "broken.js: 'spare' is declared but its value is never read.",
  ]);
});
