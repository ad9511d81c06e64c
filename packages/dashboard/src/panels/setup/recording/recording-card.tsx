import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { ApiProblem } from '../../../api/problem.ts';
import { words } from '../../../locales/index.ts';
import { noteSignedOut, type Site } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { checkRecording, isBrowserSelector, tidied } from './check-recording.ts';
import { DomainSettings } from './domain-settings.tsx';
import { FeatureSettings } from './feature-settings.tsx';
import { PageSettings } from './page-settings.tsx';
import { PrivacySettings } from './privacy-settings.tsx';
import { RecorderSwitches } from './recorder-switches.tsx';
import {
  changeRecording,
  changesOf,
  discardChanges,
  fetchDefaults,
  isSameRecording,
  recordingOf,
  saveRecording,
} from './recording.ts';
import './recording.css';
import type { RecordingForm } from './recording-form.ts';
import { SaveBar } from './save-bar.tsx';
import { StepSettings } from './step-settings.tsx';
import { TagWeight } from './tag-weight.tsx';
import { recordingWords } from './words.ts';

const inBrowser = ['isCookieless', 'isQueuePersistent'] as const;

/** What became of the last press on a button. */
interface Outcome {
  /** What the bar says. */
  said: () => string;
  isRefused: boolean;
  /** The field that the collector refused, and why. */
  path: string;
  reason: () => string;
}

const NOTHING: Outcome = { said: () => '', isRefused: false, path: '', reason: () => '' };

const outcomeOf = (problem: unknown): Outcome => {
  const { path, status, message } = problem instanceof ApiProblem ? problem : { path: '', status: -1, message: '' };
  const own = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  const reason = () => (status === 0 ? words.value.noConnection : own || recordingWords.value.failed);
  return { path, isRefused: true, reason, said: () => recordingWords.value.notSaved(reason()) };
};

/** How a site's tag records: what matters first, the rest in groups that open. */
export const RecordingCard = ({ site }: { site: Site }) => {
  const text = recordingWords.value;
  const place = useRef<HTMLFormElement>(null);
  const isSaving = useSignal(false);
  const tries = useSignal(0);
  const outcome = useSignal(NOTHING);

  const mayWrite = site.scopes.includes('sites:write');
  const recording = recordingOf(site);
  const isChanged = Object.keys(changesOf(site)).length > 0;
  const check = (checked = recording) =>
    checkRecording(checked, { isSelector: isBrowserSelector, domains: site.domains });
  const problems = check();
  const refused = outcome.value;

  const form: RecordingForm = {
    recording,
    change: (part) => {
      outcome.value = NOTHING;
      changeRecording(site, part);
    },
    problemAt: (path) => {
      const found = problems.get(path) ?? [...problems].find(([at]) => at.startsWith(`${path}.`))?.[1];
      if (found) return text.problems[found];
      const isThere = refused.path !== '' && (refused.path === path || refused.path.startsWith(`${path}.`));
      return isThere ? refused.reason() : undefined;
    },
    isTried: tries.value > 0,
  };

  // Who pressed "save" in vain is taken to the first field that is wrong, wherever it is closed away.
  useLayoutEffect(() => {
    const first = refused.isRefused && place.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!first) return;
    for (let group = first.closest('details'); group; group = group.parentElement?.closest('details') ?? null)
      group.open = true;
    first.scrollIntoView({ block: 'center' });
    first.focus({ preventScroll: true });
  }, [refused]);

  useEffect(() => {
    tries.value = 0;
    outcome.value = NOTHING;
  }, [site.id]);

  const save = async () => {
    if (isSaving.value || !isChanged) return;
    const tidy = tidied(recording);
    changeRecording(site, tidy);
    const { size } = check(tidy);
    if (size > 0) {
      tries.value += 1;
      outcome.value = { ...NOTHING, isRefused: true, said: () => recordingWords.value.invalid(size) };
      return;
    }
    isSaving.value = true;
    try {
      await saveRecording(site);
      tries.value = 0;
      outcome.value = { ...NOTHING, said: () => recordingWords.value.saved };
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 401) return noteSignedOut();
      tries.value += 1;
      outcome.value = outcomeOf(problem);
    } finally {
      isSaving.value = false;
    }
  };

  const fillDefaults = async () => {
    try {
      const defaults = await fetchDefaults();
      const isThere = isSameRecording(recording, defaults);
      if (!isThere) form.change(defaults);
      tries.value = 0;
      outcome.value = { ...NOTHING, said: () => recordingWords.value[isThere ? 'areDefaults' : 'defaultsSet'] };
    } catch (problem) {
      outcome.value = outcomeOf(problem);
    }
  };

  return (
    <Card
      title={text.title}
      actions={
        mayWrite && (
          <Button look="quiet" isSmall onClick={fillDefaults}>
            {text.toDefaults}
          </Button>
        )
      }
    >
      <form
        class="recording"
        noValidate
        ref={place}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <p>{text.lead}</p>
        {!mayWrite && <p class="off-note">{text.readOnly}</p>}
        <TagWeight site={site} />
        <fieldset class="recording-settings" disabled={!mayWrite}>
          <RecorderSwitches form={form} />
          <fieldset class="switches">
            <legend>{text.browser}</legend>
            {inBrowser.map((setting) => (
              <Switch
                key={setting}
                label={text[setting].name}
                hint={text[setting].hint}
                isOn={recording[setting]}
                onChange={(isOn) => form.change({ [setting]: isOn })}
              />
            ))}
          </fieldset>
          <div class="settings-groups">
            <FeatureSettings form={form} />
            <StepSettings form={form} />
            <PrivacySettings form={form} />
            <PageSettings form={form} />
            <DomainSettings form={form} />
          </div>
        </fieldset>
        {mayWrite && (
          <SaveBar
            isChanged={isChanged}
            isSaving={isSaving.value}
            outcome={refused.said()}
            isRefused={refused.isRefused}
            onDiscard={() => {
              outcome.value = NOTHING;
              tries.value = 0;
              discardChanges(site);
            }}
          />
        )}
      </form>
    </Card>
  );
};
