/** Ends after whatever waits has had its turn (messages, a cancel). A timer would wait four milliseconds each time in a browser. */
export const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
