import en from '../../../locales/en/door.json';
import hu from '../../../locales/hu/door.json';
import ro from '../../../locales/ro/door.json';
import { exchangeTicket, readSecret } from './loopback.ts';

const languages = { hu, ro, en } as const;

const textOf = (tag: 'h1' | 'p', text: string): HTMLElement => {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
};

/** All three languages at once: nobody has chosen one yet, and the host cannot be asked. */
const explain = (): void => {
  const sections = Object.entries(languages).map(([language, texts]) => {
    const section = document.createElement('section');
    section.lang = language;
    section.append(textOf('h1', texts.title), textOf('p', texts.explanation), textOf('p', texts.instruction));
    return section;
  });
  const main = document.createElement('main');
  main.append(...sections);
  document.body.replaceChildren(main);
};

/** Lets the page in with the ticket of its address, or with the secret that its tab already has. */
const enter = async (): Promise<void> => {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
  const admitted = ticket !== null && (await exchangeTicket(ticket));
  if (admitted || readSecret() !== null) location.replace('/index.html');
  else explain();
};

void enter();
