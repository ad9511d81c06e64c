import type { Access } from './access.ts';

/** Links with which the owner comes in: what a start prints. */
export interface OwnerLinks {
  /** A fresh one-time link that signs an owner in; waits for the store. */
  createSignInLink(): Promise<string>;
  /** A fresh one-time link that makes the first owner's account, or nothing once an owner has one; waits for the store. */
  createSignUpLink(): Promise<string | undefined>;
}

export interface OwnerLinksOptions {
  access: Pick<Access, 'owners' | 'createLink'>;
  /** Resolves when there is an owner. */
  whenReady: Promise<unknown>;
  publicUrl: string;
}

/** Makes the links of a collector. */
export const createOwnerLinks = ({ access, whenReady, publicUrl }: OwnerLinksOptions): OwnerLinks => {
  const firstOwner = async () => {
    await whenReady;
    const [owner] = await access.owners();
    if (!owner) throw new Error('There is nobody who may sign in.');
    return owner;
  };
  const tokenFor = async (personId: string) => (await access.createLink('sign-in', personId)).token;
  return {
    createSignInLink: async () => `${publicUrl}/sign-in?token=${await tokenFor((await firstOwner()).id)}`,
    createSignUpLink: async () => {
      const owner = await firstOwner();
      return owner.hasPassword ? undefined : `${publicUrl}/sign-up#token=${await tokenFor(owner.id)}`;
    },
  };
};
