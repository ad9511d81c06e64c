import type { VisitorCondition } from '@telltale/query';
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
  const setMembers = (changed: VisitorCondition[]) => onChange(makeGroup(mode, changed));
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
      <ul class="group-members">
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
                onClick={() => setMembers(members.filter((_, place) => place !== index))}
              />
            </li>
          );
        })}
      </ul>
      <div class="group-actions">
        <Button
          look="quiet"
          icon="plus"
          isSmall
          onClick={() => setMembers([...members, { did: { kind: 'page_view' } }])}
        >
          {text.addCondition}
        </Button>
        {depth < DEEPEST && (
          <Button
            look="quiet"
            icon="plus"
            isSmall
            onClick={() => setMembers([...members, { any: [{ did: { kind: 'page_view' } }] }])}
          >
            {text.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
};
