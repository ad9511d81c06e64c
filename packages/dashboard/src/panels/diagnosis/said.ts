import type { Finding } from '@telltale/collector';

/** What is said of a finding. */
export interface Said {
  /** What is so, in a sentence. */
  says: string;
  /** How to mend it, or how to know; absent where nothing is to be done. */
  way?: string;
}

/** The sentence of every cause of every check, made of its figures. */
export type Sentences = {
  [One in Finding as `${One['check']}.${One['cause']}`]: (figures: One['figures']) => Said;
};
