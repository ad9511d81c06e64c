import { describeFilter } from '../../../builder/filter-words.ts';
import { formats } from '../../../locales/index.ts';
import { isoDayAt } from '../../../state/iso-day.ts';
import { kindName } from '../../../state/names.ts';
import { savedSegment } from '../../../state/segments.ts';
import { site } from '../../../state/site.ts';
import type { WrittenSurvey } from '../../../state/surveys.ts';
import { ruleSentences } from './rule-sentences.ts';

type Trigger = WrittenSurvey['rules']['triggers'][number];

/** Of a site that says nothing else; as the tag has it. */
const DEFAULT_CAP_DAYS = 7;

const momentText = (trigger: Trigger): string => {
  const text = ruleSentences.value;
  switch (trigger.on) {
    case 'time':
      return text.time(trigger.seconds);
    case 'scroll':
      return text.scroll(formats.value.percent(trigger.ratio));
    case 'exit':
      return text.exit(trigger.idleSeconds);
    case 'event': {
      const { kind, filters } = trigger;
      const conditions = filters.map((filter) => describeFilter(filter, kind));
      return conditions.length > 0
        ? text.eventThat(kindName(kind), formats.value.list(conditions))
        : text.event(kindName(kind));
    }
    case 'feature':
      return text.feature(trigger.feature);
    case 'checkout_left':
    case 'checkout_return':
      return text[trigger.on](trigger.cutoffMinutes);
    default:
      return text[trigger.on];
  }
};

/** How often a visitor sees it, and what other surveys have to do with it. */
const oftenText = ({ look, repeat, snoozeDays, priority }: WrittenSurvey): string[] => {
  const text = ruleSentences.value;
  if (look.place === 'tab') return [text.opened];
  return [
    repeat.rule === 'once'
      ? text.once
      : repeat.rule === 'every'
        ? text.every(repeat.days)
        : text.until_answered(repeat.times),
    ...(snoozeDays > 0 && repeat.rule !== 'once' ? [text.snooze(snoozeDays)] : []),
    text.cap(site.value?.surveyCapDays ?? DEFAULT_CAP_DAYS),
    text.priority(formats.value.number(priority)),
  ];
};

/** The rules of a survey in sentences: when it appears, before whom, how often. */
export const rulesText = (survey: WrittenSurvey): string[] => {
  const { rules, look, stopAfterAnswers, startsAt, endsAt } = survey;
  const text = ruleSentences.value;
  const timeZone = site.value?.timeZone ?? 'UTC';
  const { list, percent, longDay } = formats.value;
  const moments = [
    ...(look.place === 'tab' ? [text.tab] : []),
    ...rules.triggers.filter(({ on }) => look.place !== 'tab' || on !== 'call').map(momentText),
  ];
  const languageNames = new Intl.DisplayNames([formats.value.locale], { type: 'language' });
  const segment = rules.segment && (savedSegment(rules.segment)?.title ?? rules.segment);
  return [
    text.appears(moments.join(text.or)),
    ...(rules.delaySeconds > 0 ? [text.delay(rules.delaySeconds)] : []),
    ...(rules.pages.length > 0 ? [text.pages(list(rules.pages))] : []),
    ...(rules.exceptPages.length > 0 ? [text.exceptPages(list(rules.exceptPages))] : []),
    ...(rules.languages.length > 0
      ? [text.languages(list(rules.languages.map((one) => languageNames.of(one) ?? one)))]
      : []),
    ...(rules.devices.length > 0 ? [text.devices(list(rules.devices.map((device) => text.deviceNames[device])))] : []),
    ...(rules.visitors === 'all' ? [] : [text.visitors[rules.visitors]]),
    ...(rules.shareRatio < 1 ? [text.share(percent(rules.shareRatio))] : []),
    ...(segment ? [text.segment(segment)] : []),
    ...oftenText(survey),
    ...(stopAfterAnswers === null ? [] : [text.stop(stopAfterAnswers)]),
    ...(startsAt === null ? [] : [text.from(longDay(isoDayAt(startsAt, timeZone)))]),
    ...(endsAt === null ? [] : [text.until(longDay(isoDayAt(endsAt - 1, timeZone)))]),
    text.consent,
  ];
};
