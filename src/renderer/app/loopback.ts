/** What a page behind the loopback shell keeps for as long as its tab is open, reloads included: the secret its ticket was exchanged for. */
const secretKey = 'interreg-cluster.secret';

export const readSecret = (): string | null => sessionStorage.getItem(secretKey);
export const forgetSecret = (): void => sessionStorage.removeItem(secretKey);

/** The address that shows how to get a new ticket when there is no secret. */
export const doorPath = '/';
/** The header that carries the secret with each call. */
export const secretHeader = 'x-interreg-cluster';

/** Exchanges a one-time ticket for the secret of this tab; false when the host does not take it. */
export const exchangeTicket = async (ticket: string): Promise<boolean> => {
  try {
    const response = await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ticket }),
    });
    if (!response.ok) return false;
    const answer: unknown = await response.json();
    if (typeof answer !== 'object' || answer === null || !('secret' in answer) || typeof answer.secret !== 'string') return false;
    sessionStorage.setItem(secretKey, answer.secret);
    return true;
  } catch {
    return false; // The host went away in between; the page says how to start it.
  }
};
