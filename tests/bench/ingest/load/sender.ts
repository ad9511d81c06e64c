import { type Answer, openConnection } from './connection.ts';
import type { Random } from './random.ts';
import { type PreparedRequest, prepareRequest } from './request.ts';

/** Where a load goes and what it is made of. */
export interface LoadTarget {
  port: number;
  path: string;
  siteKey: string;
  /** Events of each request. */
  eventCount: number;
  connections: number;
}

/** A connection with requests of its own, so that none is changed while it is being sent. */
export interface Sender {
  /** Sends the next request. @returns how many events it carries. */
  send(onAnswer: (answer: Answer | undefined) => void): number;
  isOpen(): boolean;
  close(): void;
}

const HOST = '127.0.0.1';
/** Requests of one connection, sent in turn. */
const PREPARED = 16;

const openSender = async (
  { port, path, siteKey, eventCount }: LoadTarget,
  random: Random,
  ids: Random,
): Promise<Sender> => {
  const connection = await openConnection(port, HOST);
  const requests = Array.from({ length: PREPARED }, () =>
    prepareRequest(random, { host: `${HOST}:${port}`, path, siteKey, eventCount, ids }),
  );
  let turn = 0;
  return {
    send: (onAnswer) => {
      turn = (turn + 1) % PREPARED;
      const request = requests[turn] as PreparedRequest;
      request.freshen(Date.now());
      connection.send(request.bytes, onAnswer);
      return request.eventCount;
    },
    isOpen: connection.isOpen,
    close: connection.close,
  };
};

/** Opens all of a load's connections. */
export const openSenders = (target: LoadTarget, random: Random, ids: Random): Promise<Sender[]> =>
  Promise.all(Array.from({ length: target.connections }, () => openSender(target, random, ids)));
