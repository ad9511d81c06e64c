import { useAnswer } from '../api/use-answer.ts';

const OFFERED = 50;

/** The commonest values of a property during the last 30 days, to be offered while somebody types. */
export const useKnownValues = (property: string, kind: string | undefined, isNeeded: boolean): readonly string[] => {
  const { answered } = useAnswer(
    'breakdown',
    isNeeded
      ? {
          range: { last: 30, unit: 'day' },
          events: [{ kind: kind ?? 'page_view' }],
          property,
          limit: OFFERED,
        }
      : undefined,
  );
  return (answered?.result.rows ?? []).map(({ value }) => value).filter((value) => value !== '');
};
