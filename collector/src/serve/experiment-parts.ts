import type { ExperimentConfig } from '@telltale/protocol';

/** Parts of the tag that changes need, by kind; the others need none of their own. */
const partOfChange: Readonly<Record<string, string>> = {
  html: 'changeHtml',
  image: 'changeImage',
  move: 'changePlace',
  message: 'changePlace',
};

/** Parts of the tag that experiments need beside that of all experiments, by the parts' names. */
export const experimentParts = (experiments: readonly ExperimentConfig[]): Set<string> => {
  const parts = new Set<string>();
  for (const { audience, variants } of experiments) {
    if (audience) parts.add('audience');
    if (audience?.hasSegment) parts.add('askMembers');
    for (const { redirect, changes = [] } of variants) {
      if (redirect) parts.add('redirects');
      for (const { kind } of changes) {
        const part = partOfChange[kind];
        if (part) parts.add(part);
      }
    }
  }
  return parts;
};
