import en from '../../../locales/en/door.json';
import hu from '../../../locales/hu/door.json';
import ro from '../../../locales/ro/door.json';
import { type Language, languageNames, languages } from '../i18n/languages.ts';
import { useView } from '../state/view.ts';
import { dark, light } from '../ui/tokens.ts';
import { askOtherTabs, exchangeTicket, readSecret } from './loopback.ts';

const texts = { hu, ro, en } as const;
const svg = 'http://www.w3.org/2000/svg';

/** The colours as the window has them, in a constructed sheet: the content policy allows no `<style>` elements. */
const installColours = (): void => {
  const declare = (tokens: Readonly<Record<string, string>>): string =>
    Object.entries(tokens)
      .map(([name, value]) => `--${name}: ${value};`)
      .join('');
  const { theme } = useView.getState();
  const isDark = theme === 'dark' || (theme === 'system' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:root { color-scheme: ${isDark ? 'dark' : 'light'}; ${declare(isDark ? dark : light)} }`);
  document.adoptedStyleSheets = [sheet];
};

const element = <Tag extends keyof HTMLElementTagNameMap>(tag: Tag, ...content: readonly (Node | string)[]): HTMLElementTagNameMap[Tag] => {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
};

/** The two rivers that meet. */
const createMark = (): SVGElement => {
  const mark = document.createElementNS(svg, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 32 32', width: '36', height: '36', 'aria-hidden': 'true' }))
    mark.setAttribute(name, value);
  const rivers = { 'M26 4.5c0 7-3.5 8.5-8 12': 'var(--ro)', 'M6 4.5c0 7 3 8.5 7 11.5 2.5 2 3 4 3 11': 'var(--hu)' };
  for (const [course, colour] of Object.entries(rivers)) {
    const river = document.createElementNS(svg, 'path');
    for (const [name, value] of Object.entries({
      d: course,
      stroke: colour,
      fill: 'none',
      'stroke-width': '4.5',
      'stroke-linecap': 'round',
    }))
      river.setAttribute(name, value);
    mark.append(river);
  }
  return mark;
};

const createSwitch = (current: Language): HTMLElement => {
  const buttons = languages.map((language) => {
    const button = element('button', language.toUpperCase());
    Object.assign(button, { type: 'button', lang: language, title: languageNames[language], ariaPressed: String(language === current) });
    button.addEventListener('click', () => explain(language));
    return button;
  });
  return element('fieldset', ...buttons);
};

/** Why nothing opens here and what to do, in one language; the others are one press away. */
const explain = (language: Language): void => {
  const { title, explanation, instruction } = texts[language];
  document.documentElement.lang = language;
  const brand = element('header', createMark(), element('span', 'InterregCluster'), createSwitch(language));
  document.body.replaceChildren(element('main', brand, element('h1', title), element('p', explanation), element('p', instruction)));
};

const firstLanguage = (): Language =>
  useView.getState().language ?? languages.find((language) => navigator.language.startsWith(language)) ?? 'en';

/** Lets the page in with the ticket of its address, with the secret that its tab already has, or with that of another tab of this browser. */
const enter = async (): Promise<void> => {
  const ticket = new URLSearchParams(location.hash.slice(1)).get('ticket');
  const admitted = (ticket !== null && (await exchangeTicket(ticket))) || readSecret() !== null || (await askOtherTabs());
  if (admitted) {
    location.replace('/index.html');
    return;
  }
  installColours();
  explain(firstLanguage());
};

void enter();
