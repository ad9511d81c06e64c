/**
 * Remembers the answers of a pure, slow function for its last `limit` different questions.
 * Bounded, because the questions come from outside (user agents, hosts).
 */
export const createMemo = <Answer>(limit: number, compute: (question: string) => Answer) => {
  const known = new Map<string, Answer>();
  return (question: string): Answer => {
    const remembered = known.get(question);
    if (remembered !== undefined) return remembered;
    const answer = compute(question);
    if (known.size >= limit) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(question, answer);
    return answer;
  };
};
