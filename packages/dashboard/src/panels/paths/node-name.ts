import type { PathNode } from '@telltale/query';
import { words } from '../../locales/index.ts';
import { kindName } from '../../state/names.ts';

/** What a node is called: a page by its path, another event by its kind and what it is about. */
export const nodeName = ({ name }: Pick<PathNode, 'name'>): string => {
  if (name === null) return words.value.otherValues;
  if (name.startsWith('/')) return name;
  const [kind = '', ...object] = name.split(':');
  return [kindName(kind), object.join(':')].filter(Boolean).join(' · ');
};
