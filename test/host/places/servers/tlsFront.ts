import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { makeCertificate } from './certificate.ts';

export type TlsFront = {
  readonly endpoint: string;
  /** PEM of the authority that signed its certificate. */
  readonly ca: string;
  readonly stop: () => void;
};

/** What stands before many S3 servers: takes TLS off and hands the bytes to `target`, a plain server of this machine. */
export const startTlsFront = async (target: string): Promise<TlsFront> => {
  const folder = mkdtempSync(join(tmpdir(), 'interreg-front-'));
  const ca = makeCertificate(folder);
  const open = new Set<Socket>();
  const [cert, key] = ['server.pem', 'server.key'].map((name) => readFileSync(join(folder, name)));
  rmSync(folder, { recursive: true });
  const { hostname, port } = new URL(target);
  const front = createServer({ cert, key }, (client) => {
    const server = connect(Number(port), hostname);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy());
    }
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  const { port: own } = front.address() as AddressInfo; // It listens on a port.
  const stop = (): void => {
    front.close();
    for (const socket of open) socket.destroy();
  };
  return { endpoint: `https://127.0.0.1:${own}`, ca, stop };
};
