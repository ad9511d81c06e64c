import { ValuesInput } from '../../../ui/values-input.tsx';
import { domainOf } from './check-recording.ts';
import { CheckedInput } from './checked-input.tsx';
import type { RecordingForm } from './recording-form.ts';
import { SettingsGroup } from './settings-group.tsx';
import { recordingWords } from './words.ts';

const MAX_DOMAIN_LENGTH = 253;

/** Where else a visitor is the same one. */
export const DomainSettings = ({ form }: { form: RecordingForm }) => {
  const text = recordingWords.value;
  const { recording, change, problemAt } = form;
  const { cookieDomain, linkedDomains } = recording;
  return (
    <SettingsGroup
      title={text.domainsGroup}
      hint={text.domainsGroupHint}
      count={linkedDomains.length + (cookieDomain === '' ? 0 : 1)}
    >
      <div class="field">
        <CheckedInput
          form={form}
          path="cookieDomain"
          label={text.cookieDomain}
          isCode
          maxLength={MAX_DOMAIN_LENGTH}
          value={cookieDomain}
          onChange={(value) => change({ cookieDomain: value })}
        />
        <p class="is-quiet">{text.cookieDomainHint}</p>
      </div>
      <ValuesInput
        label={text.linked}
        hint={text.linkedHint}
        values={linkedDomains}
        suggestions={[]}
        error={problemAt('linkedDomains')}
        onChange={(values) => change({ linkedDomains: [...new Set(values.map(domainOf))].filter(Boolean) })}
      />
    </SettingsGroup>
  );
};
