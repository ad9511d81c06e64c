import type { VisitorCondition } from '@telltale/query';

/** What every editor of one kind of condition takes. */
export interface EditorProps<Condition extends VisitorCondition> {
  condition: Condition;
  onChange: (condition: VisitorCondition) => void;
}

/** The condition with another time, or with none. */
export const withDuring = <Condition extends VisitorCondition & { during?: unknown }>(
  condition: Condition,
  during: unknown,
): Condition => {
  const { during: _, ...rest } = condition;
  return (during === undefined ? rest : { ...rest, during }) as Condition;
};
