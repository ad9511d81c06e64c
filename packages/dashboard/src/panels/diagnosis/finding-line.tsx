import { CodeBlock } from '../../ui/code-block.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { PanelLink } from '../../ui/panel-link.tsx';
import type { Diagnosis, Finding } from './diagnosis.ts';
import { mendingCode } from './mending-code.ts';
import { saidOf } from './sentences.ts';
import { diagnosisWords } from './words.ts';

const icons: Readonly<Record<Finding['status'], IconName>> = {
  ok: 'check',
  warning: 'alert',
  problem: 'alert',
  unknown: 'more',
};

/** What the setup shows more of, or lets one change. */
const setupHelps: readonly Finding['check'][] = ['tag', 'origin', 'bots', 'disk', 'ad_blocker'];

/** One check: what is wrong in a sentence, the way out, what it is about, and what to write where. */
export const FindingLine = ({ finding, diagnosis }: { finding: Finding; diagnosis: Diagnosis }) => {
  const text = diagnosisWords.value;
  const { check, status, names } = finding;
  const { says, way } = saidOf(finding);
  const code = mendingCode(finding, diagnosis);
  const isWrong = status === 'problem' || status === 'warning';
  return (
    <li class={`diagnosis-line is-${status}`}>
      <span class="diagnosis-sign">
        <Icon name={icons[status]} />
      </span>
      <div class="diagnosis-said">
        <h3>
          {text.checks[check]} {isWrong && <span class="diagnosis-status">{text.statuses[status]}</span>}
        </h3>
        <p>{says}</p>
        {isWrong && names.length > 0 && (
          <ul class="diagnosis-names" aria-label={text.about}>
            {names.map((name) => (
              <li key={name}>
                <code dir="ltr">{name}</code>
              </li>
            ))}
          </ul>
        )}
        {way && <p class="diagnosis-way">{way}</p>}
        {code && (
          <>
            <CodeBlock label={text.code(text.checks[check])} code={code} />
            <CopyButton text={code} label={text.copyCode} />
          </>
        )}
        {isWrong && setupHelps.includes(check) && <PanelLink panel="setup">{text.toSetup}</PanelLink>}
      </div>
    </li>
  );
};
