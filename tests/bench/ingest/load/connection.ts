import { connect } from 'node:net';

/** What a server answered. */
export interface Answer {
  status: number;
  /** Empty when there is none. */
  body: string;
}

/** A kept connection that carries one request at a time. */
export interface Connection {
  /** Sends a whole request; `onAnswer` hears the answer, or nothing when the connection broke first. */
  send(request: Buffer, onAnswer: (answer: Answer | undefined) => void): void;
  isOpen(): boolean;
  close(): void;
}

const HEAD_END = '\r\n\r\n';

/** The answer that `text` holds, or nothing while it is not whole. Answers have a length or no body: see `transfer-encoding` below. */
const wholeAnswer = (text: string): Answer | undefined => {
  const headEnd = text.indexOf(HEAD_END);
  if (headEnd < 0) return undefined;
  const status = Number(text.slice(9, 12));
  const bodyStart = headEnd + HEAD_END.length;
  if (status === 204 || status === 304) return { status, body: '' };
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text) ?? [];
  if (length === undefined) {
    if (!text.endsWith('0\r\n\r\n')) return undefined;
    return { status, body: text.slice(text.indexOf('\r\n', bodyStart) + 2, -7) };
  }
  return text.length - bodyStart < Number(length) ? undefined : { status, body: text.slice(bodyStart) };
};

/** Opens a connection with no more in it than a load generator needs: Node's own client costs as much as the server under test. */
export const openConnection = (port: number, host: string): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host, noDelay: true });
    let received = '';
    let waiting: ((answer: Answer | undefined) => void) | undefined;
    let isOpen = false;

    const answer = (found: Answer | undefined) => {
      const told = waiting;
      waiting = undefined;
      received = '';
      told?.(found);
    };

    socket.on('data', (chunk: Buffer) => {
      received = received === '' ? chunk.toString('latin1') : received + chunk.toString('latin1');
      const found = wholeAnswer(received);
      if (found) answer(found);
    });
    socket.once('error', reject);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      isOpen = false;
      answer(undefined);
    });
    socket.once('connect', () => {
      isOpen = true;
      resolve({
        isOpen: () => isOpen,
        send: (request, onAnswer) => {
          waiting = onAnswer;
          socket.write(request);
        },
        close: () => socket.destroy(),
      });
    });
  });
