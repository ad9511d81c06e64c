import type { TellExperiment } from './experimenting.ts';

/** Variants that are pages of their own; nothing where no experiment has one. */
export interface Redirecting {
  leave(path: string, about: { experiment: string; variant: string }): boolean;
  arrive(): string | undefined;
  tell(tell: TellExperiment): void;
}

/** What leads to other pages, if anything does. */
export const redirecting: Partial<Redirecting> = {};
