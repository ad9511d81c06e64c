import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { problemText } from '../../api/problem-text.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { goOwn, ownChoice, ownText } from '../../state/own.ts';
import { sitesState } from '../../state/session.ts';
import { site } from '../../state/site.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Failure } from '../../ui/failure.tsx';
import { Segmented, Select } from '../../ui/field.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Empty, Loading, Problem } from '../../ui/states.tsx';
import { saveCsv, Table } from '../../ui/table.tsx';
import { usePages } from '../../ui/use-pages.ts';
import { actionName, actions } from './action-words.ts';
import './audit.css';
import { fileColumns, shownColumns } from './audit-columns.tsx';
import {
  type Actor,
  type AuditEntry,
  type AuditSelection,
  listActors,
  readAllEntries,
  readEntries,
} from './audit-log.ts';
import { auditWords } from './words.ts';

const PAGE_SIZE = 50;

const abouts = ['site', 'all'] as const;

interface Listed {
  entries: readonly AuditEntry[];
  next: string | null;
}

const Log = ({ siteId, ownsEverything }: { siteId: string; ownsEverything: boolean }) => {
  const text = auditWords.value;
  const about = ownsEverything ? ownChoice('about', abouts, 'site') : 'site';
  const selection: AuditSelection = {
    site: about === 'site' ? siteId : '',
    action: ownText('action'),
    actor: ownText('actor'),
  };
  const name = JSON.stringify(selection);
  const pages = usePages(name);
  const actors = useSignal<{ people: Actor[]; keys: Actor[] }>({ people: [], keys: [] });
  const listed = useSignal<Listed | undefined>(undefined);
  const failure = useSignal('');
  const attempt = useSignal(0);
  const saving = useAttempt();

  useEffect(() => {
    let isOver = false;
    listActors(siteId).then(
      (found) => {
        if (!isOver) actors.value = found;
      },
      // Without the list, everybody's entries are there all the same.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [siteId]);

  useEffect(() => {
    let isOver = false;
    failure.value = '';
    readEntries(selection, { after: pages.after, limit: PAGE_SIZE }).then(
      (found) => {
        if (!isOver) listed.value = found;
      },
      (reason: unknown) => {
        if (!isOver) failure.value = problemText(reason);
      },
    );
    return () => {
      isOver = true;
    };
  }, [name, pages.after, attempt.value]);

  const save = () => saving.run(async () => saveCsv(`audit-${siteId}`, fileColumns(), await readAllEntries(selection)));
  const known = [...actors.value.people, ...actors.value.keys];
  const isGone = selection.actor !== '' && !known.some(({ id }) => id === selection.actor);
  const choiceOf = ({ id, name: label }: Actor) => ({ value: id, label });

  return (
    <Card
      title={text.title}
      actions={
        <Button icon="download" look="quiet" isSmall disabled={saving.isWorking.value} onClick={() => void save()}>
          {text.save}
        </Button>
      }
      foot={
        listed.value && (
          <Pager pages={pages} pageSize={PAGE_SIZE} shown={listed.value.entries.length} nextAfter={listed.value.next} />
        )
      }
    >
      <p class="is-quiet">{text.lead}</p>
      <div class="audit-choice">
        <Select
          label={text.who}
          value={selection.actor}
          choices={[
            { value: '', label: text.anybody },
            ...(isGone ? [{ value: selection.actor, label: selection.actor }] : []),
          ]}
          groups={[
            { label: text.people, choices: actors.value.people.map(choiceOf) },
            { label: text.keys, choices: actors.value.keys.map(choiceOf) },
          ].filter(({ choices }) => choices.length > 0)}
          onChange={(actor) => goOwn({ actor })}
        />
        <Select
          label={text.what}
          value={selection.action}
          choices={[
            { value: '', label: text.anything },
            ...actions.map((action) => ({ value: action as string, label: actionName(action) })),
          ]}
          onChange={(action) => goOwn({ action })}
        />
        {ownsEverything && (
          <Segmented
            label={text.about}
            value={about}
            choices={[
              { value: 'site', label: text.thisSite },
              { value: 'all', label: text.everything },
            ]}
            onChange={(chosen) => goOwn({ about: chosen })}
          />
        )}
      </div>
      <Failure text={saving.failure.value} />
      {failure.value ? (
        <Problem
          message={failure.value}
          onRetry={() => {
            attempt.value += 1;
          }}
        />
      ) : !listed.value ? (
        <Loading />
      ) : listed.value.entries.length === 0 ? (
        <Empty title={text.none} icon="audit">
          <p>{text.noneHint}</p>
        </Empty>
      ) : (
        <Table caption={text.title} columns={shownColumns()} rows={listed.value.entries} />
      )}
    </Card>
  );
};

/** Who did what as an administrator, and when. */
export const AuditPanel = () => {
  const text = auditWords.value;
  const state = sitesState.value;
  if (!site.value || state.status !== 'ready') return null;
  if (!site.value.scopes.includes('audit:read'))
    return (
      <Empty title={text.ownersOnly} icon="audit">
        <p>{text.ownersOnlyHint}</p>
      </Empty>
    );
  return <Log siteId={site.value.id} ownsEverything={state.person.roles['*'] === 'owner'} />;
};
