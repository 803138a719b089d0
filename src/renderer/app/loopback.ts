/** What a page behind the loopback shell keeps for as long as its tab is open, reloads included: the secret its ticket was exchanged for. */
const secretKey = 'interreg-cluster.secret';
/** A secret that the host has refused, so that the same one is not taken from another tab again. */
const refusedKey = 'interreg-cluster.refused';

export const readSecret = (): string | null => sessionStorage.getItem(secretKey);
export const forgetSecret = (): void => {
  const secret = readSecret();
  if (secret !== null) sessionStorage.setItem(refusedKey, secret);
  sessionStorage.removeItem(secretKey);
};

/** The address that shows how to get a new ticket when there is no secret. */
export const doorPath = '/';
/** The header that carries the secret with each call. */
export const secretHeader = 'x-interreg-cluster';

const secretIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'secret' in answer && typeof answer.secret === 'string' ? answer.secret : null;

/** Exchanges a one-time ticket for the secret of this tab; false when the host does not take it. */
export const exchangeTicket = async (ticket: string): Promise<boolean> => {
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    });
    if (!response.ok) return false;
    const secret = secretIn(await response.json());
    if (secret === null) return false;
    sessionStorage.setItem(secretKey, secret);
    return true;
  } catch {
    return false; // The host went away in between; the page says how to start it.
  }
};

const channelName = 'interreg-cluster.tabs';
const question = 'secret?';
const answerWithinMs = 500;

/** Lets other tabs of this browser in: they ask at the door, this one answers. Only pages of this very address can hear it. */
export const shareSecret = (): void => {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const secret = readSecret();
    if (data === question && secret !== null) channel.postMessage({ secret });
  };
};

/** Asks the other tabs of this browser for the secret; false when none has one that could still be good. */
export const askOtherTabs = (): Promise<boolean> =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(channelName);
    const finish = (found: boolean): void => {
      clearTimeout(timer);
      channel.close();
      resolve(found);
    };
    const timer = setTimeout(() => finish(false), answerWithinMs);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const secret = secretIn(data);
      if (secret === null || secret === sessionStorage.getItem(refusedKey)) return;
      sessionStorage.setItem(secretKey, secret);
      finish(true);
    };
    channel.postMessage(question);
  });
