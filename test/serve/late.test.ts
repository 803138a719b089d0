import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { expect, it } from 'vitest';
import { createLoopback, type LoopbackOptions } from '../../src/serve/loopback.ts';
import { createSession } from '../../src/serve/session.ts';

const options: LoopbackOptions = {
  port: 4317,
  gate: async () => ({ ok: false, error: { type: 'invalidRequest' } }),
  session: createSession(Date.now, (length) => Buffer.alloc(length)),
  serveFile: async () => undefined,
};

/** The first line that a connection gets on which `code` has happened. */
const answerTo = async (code: string): Promise<string> => {
  const sent: Buffer[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      sent.push(chunk);
      done();
    },
  });
  createLoopback(options, () => undefined).emit('clientError', Object.assign(new Error(code), { code }), socket);
  await once(socket, 'finish');
  return Buffer.concat(sent).toString('latin1').split('\r\n')[0] ?? '';
};

it('gives up a connection that a browser opened ahead in the words after which the browser asks again', async () => {
  expect(await answerTo('ERR_HTTP_REQUEST_TIMEOUT')).toBe('HTTP/1.1 408 Request Timeout');
  expect(await answerTo('HPE_INVALID_METHOD')).toBe('HTTP/1.1 400 Bad Request');
});
