import { describe, expect, it } from 'vitest';
import { type SurveyDraft, surveyForTag, surveySchema, tagSurveySchema } from '../index.ts';

const draft: SurveyDraft = {
  id: 'why-not',
  version: 3,
  title: 'What stopped you',
  questions: [
    {
      id: 'reason',
      kind: 'choice',
      text: { en: 'What stopped you?', ar: 'ما الذي منعك؟' },
      options: [
        { id: 'price', text: { en: 'The price', ar: 'السعر' } },
        { id: 'delivery', text: { en: 'Delivery', ar: 'التوصيل' } },
      ],
      hasOther: true,
    },
    { id: 'why', kind: 'text', text: { en: 'Tell us more' }, showIf: { question: 'reason', choices: ['price'] } },
    { id: 'score', kind: 'nps', text: { en: 'Recommend?', ar: 'هل توصي؟' } },
  ],
  thanks: { en: 'Thank you', ar: 'شكرًا' },
  rules: { triggers: [{ on: 'checkout_left' }] },
};

const faultsOf = (changed: object) =>
  surveySchema
    .safeParse({ ...draft, ...changed })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

const [reason, why, score] = draft.questions;

describe('a survey', () => {
  it('has everything decided that its owner left out', () => {
    const survey = surveySchema.parse(draft);
    expect(survey).toMatchObject({ priority: 50, repeat: { rule: 'once' }, snoozeDays: 90, stopAfterAnswers: null });
    expect(survey.look).toMatchObject({ place: 'corner', side: 'end', theme: 'system' });
    expect(survey.rules).toMatchObject({ visitors: 'all', shareRatio: 1, segment: null });
  });

  it('asks for a follow-up only after a question that came before and can be answered so', () => {
    const asked = (showIf: object) => faultsOf({ questions: [reason, { ...why, showIf }, score] });
    expect(asked({ question: 'score', scoreTo: 6 })).toEqual([
      'questions.1.showIf.question: the id of an earlier question; "score" is none',
    ]);
    expect(asked({ question: 'reason', choices: ['trust'] })).toEqual([
      'questions.1.showIf.choices: ids of options of "reason"; "trust" is none',
    ]);
    expect(asked({ question: 'reason', scoreFrom: 3 })[0]).toContain('answered by a choice');
    expect(asked({ question: 'reason', choices: ['other'] })).toEqual([]);
  });

  it('names no two questions and no two options alike', () => {
    expect(faultsOf({ questions: [score, score] })).toEqual([
      'questions.1.id: an id of its own; "score" is another question\'s',
    ]);
    const other = {
      ...reason,
      options: [...(reason && 'options' in reason ? reason.options : []), { id: 'other', text: { en: 'x' } }],
    };
    expect(faultsOf({ questions: [other] })).toEqual(['questions.0.options.2.id: an id of its own; "other" is taken']);
  });

  it('refuses colours that cannot be read, a place that is nowhere, and an end before its start', () => {
    expect(faultsOf({ look: { colours: { light: { background: '#ffffff', text: '#cccccc' } } } })[0]).toContain('4.5');
    expect(faultsOf({ look: { place: 'inline' } })[0]).toContain('look.selector: a CSS selector');
    expect(faultsOf({ look: { place: 'tab' } })[0]).toContain('look.tabLabel');
    expect(faultsOf({ startsAt: 2, endsAt: 1 })).toEqual(['endsAt: a moment after "startsAt"']);
  });
});

describe('what travels of a survey', () => {
  const travelling = (changed: object = {}) => surveyForTag(surveySchema.parse({ ...draft, ...changed }));

  it('is of the shape that tags read, says the widget’s words in its languages, and holds nothing of the owner’s own', () => {
    const survey = travelling();
    expect(tagSurveySchema.parse(survey)).toEqual(survey);
    expect(survey.words.send).toEqual({ en: 'Send', ar: 'إرسال' });
    expect(survey.questions[0]?.other).toEqual({ en: 'Something else', ar: 'شيء آخر' });
    expect(survey.questions[1]).toMatchObject({ isOptional: true, if: { question: 'reason', choices: ['price'] } });
    expect(survey.triggers).toEqual([{ on: 'checkout_left', cutoffMs: 1_800_000 }]);
    expect(survey).toMatchObject({ times: 1, snoozeMs: 7_776_000_000 });
    expect(JSON.stringify(survey)).not.toMatch(/What stopped you"|title|undefined/);
  });

  it('says in English what it has no words for in any of its languages, and what its owner says instead', () => {
    const questions = [{ id: 'score', kind: 'nps', text: { de: 'Empfehlen?' } }];
    const { words } = travelling({ questions, words: { send: { de: 'Senden' } } });
    expect(words.send).toEqual({ en: 'Send', de: 'Senden' });
    expect(words.dismiss).toEqual({ en: 'Not now' });
  });

  it('makes path patterns into one expression in which only the star means anything', () => {
    const { pages = '' } = travelling({
      rules: { triggers: [{ on: 'call' }], pages: ['/shop/*', '/a.b', '/عروض/*/تفاصيل'] },
    });
    const isLike = (path: string) => new RegExp(pages).test(path);
    expect(['/shop/x/y', '/a.b', '/عروض/7/تفاصيل'].map(isLike)).toEqual([true, true, true]);
    expect(['/shop', '/aXb', '/x/shop/', '/عروض/7'].map(isLike)).toEqual([false, false, false, false]);
  });

  it('finds a used feature by its attribute, quotes and all, and by the site’s selectors', () => {
    const survey = surveySchema.parse({ ...draft, rules: { triggers: [{ on: 'feature', feature: 'a "b"' }] } });
    const features = [
      { feature: 'a "b"', selector: '#b' },
      { feature: 'c', selector: '#c' },
    ];
    expect(surveyForTag(survey, { features }).triggers).toEqual([
      { on: 'feature', feature: 'a "b"', selector: '[data-tt-feature="a \\"b\\""],#b' },
    ]);
  });

  it('puts on an accent what can be read on it', () => {
    const { colours } = travelling({
      look: { colours: { light: { accent: '#0b57d0' }, dark: { accent: '#FFD54F' } } },
    });
    expect(colours).toContain('--a-l:#0b57d0;--o-l:#ffffff');
    expect(colours).toContain('--a-d:#ffd54f;--o-d:#000000');
  });
});
