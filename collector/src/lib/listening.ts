import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { within } from './within.ts';

/** Requests under way may end in this time when the collector stops. */
const REQUESTS_END_MS = 2_000;

/** A name under which this machine reaches an address that it listens on. */
export const reachableHost = (host: string) => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};

/** Listens. @throws Error that names the address and the settings it comes from */
export const listen = (server: Server, port: number, host: string) =>
  new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`Cannot listen on ${host}:${port} (HOST, PORT): ${cause.message}.`, { cause })),
    );
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });

/** Takes no more requests, and ends those that are under way after a moment. */
export const stopListening = async (server: Server) => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await within(closed, REQUESTS_END_MS);
  server.closeAllConnections();
  await closed;
};
