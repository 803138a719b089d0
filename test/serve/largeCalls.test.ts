import { afterAll, beforeAll, expect, it } from 'vitest';
import { maxDraftsText } from '../../src/exchange/sentinel.ts';
import type { Message } from '../../src/ipc/frame.ts';
import { admit, type CountedShell, frame, goodHeaders, requestText, sendRaw, startCountedShell } from './shell.ts';

let shell: CountedShell;
let secret: string;
beforeAll(async () => {
  shell = await startCountedShell();
  secret = admit(shell.session);
});
afterAll(() => shell.stop());

/** Whether the shell lets a call through. */
const reaches = async (method: string, message: Message): Promise<boolean> => {
  const body = frame(message);
  const lines = Object.entries(goodHeaders(shell.port, secret, body.byteLength)).map(([name, value]) => `${name}: ${value}`);
  const { status } = await sendRaw(shell.port, requestText({ path: `/api/${method}` }, lines, body), 10_000);
  return status === 200 && shell.calls.splice(0).includes(method);
};

it.each(['ő', '"'])('takes what was begun in forms however long the store lets it grow: %s', async (letter) => {
  expect(await reaches('keepDrafts', { text: letter.repeat(1000) })).toBe(true);
  expect(await reaches('keepDrafts', { text: letter.repeat(maxDraftsText) })).toBe(true);
});
