import type { VisitorCondition } from '@telltale/query';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { type Group, groupModes, groupOf, makeGroup } from './condition.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { segmentWords } from './words.ts';

interface GroupEditorProps {
  group: Group;
  onChange: (group: Group) => void;
  /** How deep it lies; 0 for the whole segment. */
  depth?: number;
}

// The question takes eight levels; people cannot read more than a few.
const DEEPEST = 4;

/** Conditions of which all, any or none must hold; a condition can be a group itself. */
export const GroupEditor = ({ group, onChange, depth = 0 }: GroupEditorProps) => {
  const text = segmentWords.value;
  const { mode, members } = groupOf(group) ?? { mode: 'all', members: [] };
  const list = useRef<HTMLUListElement>(null);
  // Set when a condition was added: the focus goes there once it stands.
  const isNewFocused = useRef(false);
  const setMembers = (changed: VisitorCondition[]) => onChange(makeGroup(mode, changed));
  const add = (member: VisitorCondition) => {
    isNewFocused.current = true;
    setMembers([...members, member]);
  };

  useLayoutEffect(() => {
    if (!isNewFocused.current) return;
    isNewFocused.current = false;
    list.current?.lastElementChild?.querySelector<HTMLElement>('select')?.focus();
  }, [members.length]);

  return (
    <fieldset class="group">
      <legend class="visually-hidden">{depth === 0 ? text.conditions : text.group}</legend>
      <Select
        label={text.conditions}
        isLabelHidden={depth > 0}
        value={mode}
        choices={groupModes.map((name) => ({ value: name, label: text.modes[name] }))}
        onChange={(chosen) => onChange(makeGroup(chosen, members))}
      />
      <ul class="group-members" ref={list}>
        {members.map((member, index) => {
          const inner = groupOf(member);
          const replace = (changed: VisitorCondition) =>
            setMembers(members.map((other, place) => (place === index ? changed : other)));
          return (
            // Conditions are told apart by their place alone: two may be alike.
            <li class="group-member" key={index}>
              {inner ? (
                <GroupEditor group={makeGroup(inner.mode, inner.members)} onChange={replace} depth={depth + 1} />
              ) : (
                <ConditionEditor condition={member} onChange={replace} />
              )}
              <IconButton
                icon="close"
                isSmall
                label={inner ? text.removeGroup : text.removeCondition}
                onClick={(event) => {
                  // The pressed button goes away with its condition; the focus shall not go with it.
                  const group = event.currentTarget.closest('fieldset');
                  group?.querySelector<HTMLElement>(':scope > .group-actions button')?.focus();
                  setMembers(members.filter((_, place) => place !== index));
                }}
              />
            </li>
          );
        })}
      </ul>
      <div class="group-actions">
        <Button look="quiet" icon="plus" isSmall onClick={() => add({ did: { kind: 'page_view' } })}>
          {text.addCondition}
        </Button>
        {depth < DEEPEST && (
          <Button look="quiet" icon="plus" isSmall onClick={() => add({ any: [{ did: { kind: 'page_view' } }] })}>
            {text.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
};
