import { contextBridge, ipcRenderer } from 'electron';
import { leaving, methods, resumed } from '../ipc/methods.ts';

const bridge = Object.fromEntries(methods.map((method) => [method, (request: unknown) => ipcRenderer.invoke('desktop', method, request)]));

contextBridge.exposeInMainWorld('desktop', Object.freeze(bridge));

for (const told of [resumed, leaving]) ipcRenderer.on(told, () => window.dispatchEvent(new Event(told)));
