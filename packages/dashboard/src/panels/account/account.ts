import { api } from '../../api/client.ts';
import { accepted, readJson } from '../../api/problem.ts';

const fetchAccount = () => readJson(api.account.$get());

/** The own account, and where it is signed in. */
export const readAccount = fetchAccount;

/** The own account, and where it is signed in. */
export type Account = Awaited<ReturnType<typeof fetchAccount>>;

/** One of the places where it is signed in. */
export type Session = Account['sessions'][number];

/** What may be changed about it. */
export interface AccountChange {
  name?: string;
  email?: string;
  password?: string;
  currentPassword?: string;
}

/** Changes the own account. @throws ApiProblem */
export const changeAccount = (change: AccountChange) => readJson(api.account.$patch({ json: change }));

/** Ends one of the own sessions. @throws ApiProblem */
export const endSession = async (id: string): Promise<void> => {
  await accepted(api.account.sessions[':session'].$delete({ param: { session: id } }));
};

/** Ends all of the own sessions but this browser's. @throws ApiProblem */
export const endOtherSessions = async (): Promise<void> => {
  await accepted(api.account.sessions.$delete());
};
