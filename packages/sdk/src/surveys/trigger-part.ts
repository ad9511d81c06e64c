import { tell } from '../lib/hear.ts';
import type { Recorder } from '../recorder.ts';
import type { SurveyTrigger } from './survey-settings.ts';

type TriggerName = SurveyTrigger['on'];

type TriggerOf<Name extends TriggerName, Trigger = SurveyTrigger> = Trigger extends { on: infer On }
  ? Name extends On
    ? Trigger
    : never
  : never;

/** A part of the tag that calls `fire` in the moment in which a trigger of this name makes its survey due. */
export const triggerPart =
  <Name extends TriggerName>(
    name: Name,
    watch: (trigger: TriggerOf<Name>, fire: (feature?: string) => void) => void,
  ): Recorder =>
  (_, { surveys = [] }) => {
    for (const survey of surveys)
      for (const trigger of survey.triggers)
        if (trigger.on === name)
          watch(trigger as TriggerOf<Name>, (feature) => tell('due', { survey, on: name, feature }));
    return undefined;
  };
