import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callChannel, callNames, pushChannel, pushNames } from '../core/contract/channels.ts';

// Carries calls and pushes by name and nothing else; main parses every input again.
contextBridge.exposeInMainWorld('watchbill', {
  call(name: string, input: unknown): Promise<unknown> {
    if (!callNames.includes(name)) throw new TypeError(`No such call: ${name}`);
    return ipcRenderer.invoke(callChannel, name, input);
  },
  on(name: string, listener: (value: unknown) => void): () => void {
    if (!pushNames.includes(name)) throw new TypeError(`No such push: ${name}`);
    const channel = pushChannel(name);
    // The event object holds the sender: the page never sees it.
    const carry = (_event: IpcRendererEvent, value: unknown) => {
      listener(value);
    };
    ipcRenderer.on(channel, carry);
    return () => ipcRenderer.removeListener(channel, carry);
  },
});
