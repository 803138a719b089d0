import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { err } from '../base/result.ts';
import type { Gate } from '../ipc/gate.ts';
import { origin } from './address.ts';

/** Only the window itself may call, while it shows our page: not a frame inside it, not another page it was brought to. */
const isOurWindow = ({ senderFrame, sender }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === origin;

/** The one channel between window and host. Its two arguments are the method's name and the request, both still unread. */
export const answerWindows = (gate: Gate): void =>
  ipcMain.handle('desktop', (event, method: unknown, request: unknown) =>
    isOurWindow(event) && typeof method === 'string' ? gate(method, request) : err({ type: 'invalidRequest' }),
  );
