/** `ipcMain`: handlers by channel, with Electron's texts for what fails. */
import type Electron from 'electron';
import { codec } from './stage.ts';
import { StrictEmitter, strict } from './strict.ts';

type InvokeHandler = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;
const invokeHandlers = new Map<string, InvokeHandler>();
class IpcMain extends StrictEmitter {
  constructor() {
    super('ipcMain', [], []);
  }
  override _check(): void {
    /* every channel name is an event */
  }
  handle(channel: string, listener: InvokeHandler): void {
    if (invokeHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function') throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    invokeHandlers.set(channel, listener);
  }
  handleOnce(channel: string, listener: InvokeHandler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }
  removeHandler(channel: string): void {
    invokeHandlers.delete(channel);
  }
}
export const ipcMain = strict('ipcMain', new IpcMain()) satisfies Electron.IpcMain;

export const invoke = async (event: Electron.IpcMainInvokeEvent, channel: string, args: unknown[]): Promise<string> => {
  try {
    const handler = invokeHandlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return codec.encode({ result: await handler(event, ...args) });
  } catch (cause) {
    process.stderr.write(`Error occurred in handler for '${channel}': ${String(cause instanceof Error ? cause.stack : cause)}\n`);
    return codec.encode({ error: String(cause) }); // only name and message survive, as in Electron
  }
};
