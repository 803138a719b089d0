import { showToast } from '../ui/toasts.ts';

/** A fault of the program in something that nobody waits for would only leave a button grey: it is said, and stays in the console. */
export const tellUnexpected = (): void =>
  window.addEventListener('unhandledrejection', () => showToast({ tone: 'failure', said: (t) => t('common:unexpected') }));
