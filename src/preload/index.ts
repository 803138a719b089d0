import { contextBridge, ipcRenderer } from 'electron';
import { methods, resumed } from '../ipc/methods.ts';

const bridge = Object.fromEntries(methods.map((method) => [method, (request: unknown) => ipcRenderer.invoke('desktop', method, request)]));

contextBridge.exposeInMainWorld('desktop', Object.freeze(bridge));

ipcRenderer.on(resumed, () => window.dispatchEvent(new Event(resumed)));
