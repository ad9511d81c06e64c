import type { Outcome } from '../check.ts';
import { adBlocker } from './ad-blocker.ts';
import { bots } from './bots.ts';
import { clientAddress } from './client-address.ts';
import { clock } from './clock.ts';
import { csp } from './csp.ts';
import { disk } from './disk.ts';
import { doubledViews } from './doubled-views.ts';
import { origin } from './origin.ts';
import { secondTag } from './second-tag.ts';
import { spool } from './spool.ts';
import { store } from './store.ts';
import { tag } from './tag.ts';
import { untagged } from './untagged.ts';

/** Every check, in the order in which their findings are read. A new one is a file beside this one and a line here. */
export const checks = [
  tag,
  origin,
  csp,
  untagged,
  adBlocker,
  secondTag,
  doubledViews,
  clientAddress,
  clock,
  bots,
  spool,
  store,
  disk,
] as const;

type Listed = (typeof checks)[number];

/** A check's name. */
export type CheckName = Listed['name'];

type ToldOf<Name extends CheckName> = { check: Name } & (
  | ReturnType<Extract<Listed, { name: Name }>['judge']>
  | Outcome<'unmeasured', Record<never, number>>
);

/** What a check came to. `unmeasured`: what it judges by could not be read. */
export type Finding = { [Name in CheckName]: ToldOf<Name> }[CheckName];
