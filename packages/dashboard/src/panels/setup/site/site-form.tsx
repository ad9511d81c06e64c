import { useSignal } from '@preact/signals';
import { useAttempt } from '../../../api/use-attempt.ts';
import { words } from '../../../locales/index.ts';
import { noteSite, type Site } from '../../../state/session.ts';
import { announce } from '../../../ui/announcer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failure } from '../../../ui/failure.tsx';
import { Input, Select } from '../../../ui/field.tsx';
import { ValuesInput } from '../../../ui/values-input.tsx';
import './site.css';
import { changesOf, draftOf, faultsOf, MOST_RETENTION_DAYS, type SiteDraft, saveSite } from './site-settings.ts';
import { siteWords } from './words.ts';

const LONGEST_NAME = 120;
const weekDays = ['monday', 'saturday', 'sunday'] as const;

/** Name, zone, week, domains, the tag's file name and how long events are kept. */
export const SiteForm = ({ site }: { site: Site }) => {
  const text = siteWords.value;
  const draft = useSignal<SiteDraft>(draftOf(site));
  const isTried = useSignal(false);
  const isAsking = useSignal(false);
  const { isWorking, failure, run } = useAttempt();
  const set = (change: Partial<SiteDraft>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { name, timeZone, weekStartsOn, domains, scriptName, retentionDays } = draft.value;
  const faults = faultsOf(draft.value);
  const isWrong =
    faults.name || faults.timeZone || faults.domain !== undefined || faults.scriptName || faults.retentionDays;

  const save = () =>
    run(async () => {
      isAsking.value = false;
      const changes = changesOf(site, draft.value);
      if (Object.keys(changes).length === 0) return announce(text.nothing);
      const saved = await saveSite(site.id, changes);
      noteSite(saved);
      draft.value = draftOf(saved);
      announce(text.saved);
    });
  const submit = () => {
    isTried.value = true;
    if (isWrong) return;
    // What is erased does not come back.
    if (Number(retentionDays) < site.retentionDays) isAsking.value = true;
    else void save();
  };

  return (
    <form
      class="site-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Input
        label={text.name}
        value={name}
        maxLength={LONGEST_NAME}
        error={isTried.value && faults.name ? text.nameNeeded : undefined}
        onChange={(value) => set({ name: value })}
      />
      <div class="site-form-row">
        <div class="field">
          <Input
            label={text.timeZone}
            isCode
            value={timeZone}
            suggestions={Intl.supportedValuesOf('timeZone')}
            error={isTried.value && faults.timeZone ? text.timeZoneUnknown : undefined}
            onChange={(value) => set({ timeZone: value.trim() })}
          />
          <p class="is-quiet">{text.timeZoneHint}</p>
        </div>
        <Select
          label={text.weekStartsOn}
          value={weekStartsOn}
          choices={weekDays.map((day) => ({ value: day, label: text.weekDays[day] }))}
          onChange={(value) => set({ weekStartsOn: value })}
        />
      </div>
      <ValuesInput
        label={text.domains}
        hint={text.domainsHint}
        values={domains}
        suggestions={[]}
        error={faults.domain === undefined ? undefined : text.domainWrong(faults.domain)}
        onChange={(values) => set({ domains: [...values] })}
      />
      <div class="field">
        <Input
          label={text.scriptName}
          isCode
          value={scriptName}
          error={isTried.value && faults.scriptName ? text.scriptNameWrong : undefined}
          onChange={(value) => set({ scriptName: value.trim() })}
        />
        <p class="is-quiet">{text.scriptNameHint}</p>
      </div>
      <div class="field">
        <Input
          label={text.retention}
          type="number"
          min={1}
          max={MOST_RETENTION_DAYS}
          value={retentionDays}
          error={faults.retentionDays ? text.retentionWrong(MOST_RETENTION_DAYS) : undefined}
          onChange={(value) => set({ retentionDays: value })}
        />
        {!faults.retentionDays && <p class="is-quiet">{text.retentionHint(Number(retentionDays))}</p>}
      </div>
      <Failure text={failure.value} />
      <p>
        <Button type="submit" look="primary" disabled={isWorking.value}>
          {text.save}
        </Button>
      </p>
      <Dialog
        title={text.shorter(Number(retentionDays))}
        isOpen={isAsking.value}
        onClose={() => {
          isAsking.value = false;
        }}
      >
        <p>{text.shorterLead}</p>
        <p class="site-form-choice">
          <Button look="primary" onClick={() => void save()}>
            {text.eraseAction}
          </Button>
          <Button
            onClick={() => {
              isAsking.value = false;
            }}
          >
            {words.value.cancel}
          </Button>
        </p>
      </Dialog>
    </form>
  );
};
