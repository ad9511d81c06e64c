import { computed, effect, signal } from '@preact/signals';
import { api } from '../../api/client.ts';
import { ApiProblem, readJson } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { noteSignedOut } from '../../state/session.ts';
import { site } from '../../state/site.ts';

const fetchDiagnosis = (siteId: string, isFresh: boolean) =>
  readJson(
    api.sites[':site'].diagnosis.$get({ param: { site: siteId }, query: { fresh: isFresh ? 'true' : 'false' } }),
  );

/** What is well and what is wrong with a site. */
export type Diagnosis = Awaited<ReturnType<typeof fetchDiagnosis>>;

/** What a check came to. */
export type Finding = Diagnosis['findings'][number];

interface DiagnosisState {
  siteId: string;
  diagnosis: Diagnosis | undefined;
  /** In words; empty when nothing went wrong. */
  failure: string;
  isAsking: boolean;
}

const nothing: DiagnosisState = { siteId: '', diagnosis: undefined, failure: '', isAsking: false };

/** What was last told of the shown site. */
export const diagnosisState = signal<DiagnosisState>(nothing);

/** Asks again; `isFresh`: everything is measured now. */
export const loadDiagnosis = async (siteId: string, isFresh = false): Promise<void> => {
  const before = diagnosisState.value.siteId === siteId ? diagnosisState.value : nothing;
  diagnosisState.value = { ...before, siteId, isAsking: true };
  const note = (change: Partial<DiagnosisState>) => {
    // Another site may have been chosen meanwhile.
    if (diagnosisState.value.siteId === siteId)
      diagnosisState.value = { ...diagnosisState.value, isAsking: false, ...change };
  };
  try {
    note({ diagnosis: await fetchDiagnosis(siteId, isFresh), failure: '' });
  } catch (problem) {
    if (problem instanceof ApiProblem && problem.status === 401) return noteSignedOut();
    note({ failure: problemText(problem) });
  }
};

/** True for whoever may see single events: the evidence names their pages. */
export const maySeeDiagnosis = computed(() => site.value?.scopes.includes('events:read') ?? false);

/** How many things are wrong, for the navigation. */
export const wrongCount = computed(() => {
  const { siteId, diagnosis } = diagnosisState.value;
  if (siteId !== site.value?.id || !maySeeDiagnosis.value) return 0;
  return (diagnosis?.findings ?? []).filter(({ status }) => status === 'problem' || status === 'warning').length;
});

/** The panel that is shown first is asked for before it. */
const FIRST_AFTER_MS = 2_000;
const EVERY_MS = 300_000;

effect(() => {
  const siteId = maySeeDiagnosis.value ? site.value?.id : undefined;
  if (siteId === undefined) return;
  const look = () => {
    if (document.visibilityState === 'visible') void loadDiagnosis(siteId);
  };
  const first = setTimeout(look, FIRST_AFTER_MS);
  const timer = setInterval(look, EVERY_MS);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
});
