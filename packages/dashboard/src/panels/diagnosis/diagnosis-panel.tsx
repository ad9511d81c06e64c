import { useEffect } from 'preact/hooks';
import { formats } from '../../locales/index.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { type Diagnosis, diagnosisState, type Finding, loadDiagnosis, maySeeDiagnosis } from './diagnosis.ts';
import './diagnosis.css';
import { FindingLine } from './finding-line.tsx';
import { diagnosisWords } from './words.ts';

const groups: readonly { name: 'wrong' | 'well' | 'unknown'; statuses: readonly Finding['status'][] }[] = [
  { name: 'wrong', statuses: ['problem', 'warning'] },
  { name: 'well', statuses: ['ok'] },
  { name: 'unknown', statuses: ['unknown'] },
];

const Findings = ({ diagnosis }: { diagnosis: Diagnosis }) => {
  const text = diagnosisWords.value;
  const shown = groups.map(({ name, statuses }) => ({
    name,
    findings: statuses.flatMap((status) => diagnosis.findings.filter((finding) => finding.status === status)),
  }));
  return (
    <>
      {shown
        .filter(({ findings }) => findings.length > 0)
        .map(({ name, findings }) => (
          <Card key={name} title={text.groups[name]}>
            <ul class="diagnosis-list">
              {findings.map((finding) => (
                <FindingLine key={finding.check} finding={finding} diagnosis={diagnosis} />
              ))}
            </ul>
          </Card>
        ))}
    </>
  );
};

/** What is wrong with how the site is recorded, and how to mend it. */
export const DiagnosisPanel = () => {
  const text = diagnosisWords.value;
  const { diagnosis, failure, isAsking, siteId } = diagnosisState.value;
  const shownId = site.value?.id;
  useEffect(() => {
    if (shownId !== undefined && maySeeDiagnosis.value) void loadDiagnosis(shownId);
  }, [shownId]);

  if (shownId === undefined) return null;
  if (!maySeeDiagnosis.value)
    return (
      <Empty title={text.analystsOnly} icon="diagnosis">
        <p>{text.analystsOnlyHint}</p>
      </Empty>
    );
  const again = () => void loadDiagnosis(shownId, true);
  const told = siteId === shownId ? diagnosis : undefined;
  if (!told) return failure ? <Problem message={failure} onRetry={again} /> : <Loading />;
  const wrong = told.findings.filter(({ status }) => status === 'problem' || status === 'warning').length;
  return (
    <div class="stack diagnosis">
      <div class="diagnosis-head">
        <div role="status">
          <p class="diagnosis-sum">{wrong > 0 ? text.wrong(wrong) : text.allWell}</p>
          <p class="is-quiet">{text.measured(formats.value.time(told.measuredAt, site.value?.timeZone ?? 'UTC'))}</p>
        </div>
        {/* It stays where the focus is while it works. */}
        <Button aria-disabled={isAsking} onClick={() => !isAsking && again()}>
          {isAsking ? text.checking : text.again}
        </Button>
      </div>
      {failure && <Problem message={failure} onRetry={again} />}
      <Findings diagnosis={told} />
    </div>
  );
};
