import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A laptop's way to a server of this machine: what is cut looks like a server that cannot be reached. */
export type Line = {
  readonly port: number;
  readonly cut: () => void;
  /** Takes connections and lets nothing through. */
  readonly hold: () => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

export const openLine = async (serverPort: number): Promise<Line> => {
  const sockets = new Set<Socket>();
  let state: 'cut' | 'held' | 'whole' = 'whole';
  const server = createServer((near) => {
    if (state === 'cut') return void near.destroy();
    sockets.add(near);
    if (state === 'held') return void near.on('error', () => near.destroy());
    const far = connect(serverPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port, // An address by port, because it listens on one.
    cut: () => {
      state = 'cut';
      drop();
    },
    hold: () => {
      state = 'held';
      drop();
    },
    mend: () => {
      state = 'whole';
      drop();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        drop();
      }),
  };
};
