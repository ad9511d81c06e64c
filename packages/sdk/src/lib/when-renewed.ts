import { guard } from './guard.ts';

const renewers = new Set<() => void>();

/** Calls `renew` when what follows is not linked to what came before: another consent was given, or `reset()` called. */
export const whenRenewed = (renew: () => void): void => {
  renewers.add(renew);
};

/** Tells that what follows is not linked to what came before. */
export const renewed = (): void => {
  for (const renew of renewers) guard(renew);
};
