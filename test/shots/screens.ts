import { sampleId } from '../../src/domain/sample/made.ts';
import type { Person } from '../e2e/person.ts';

/** How to get to a screen once the rooms are there; the name is the picture's. Every act speaks English. */
export type Screen = { readonly name: string; readonly hash: string; readonly act?: (person: Person) => Promise<unknown> };

const openFirst = ({ page }: Person) => page.getByRole('row').first().click();
const openTab = (key: string) => async (person: Person) => {
  await openFirst(person);
  await person.page.getByRole('tab', { name: person.say(key) }).click();
};
const editFirst = async (person: Person) => {
  await openFirst(person);
  await person.page.keyboard.press('e');
};
const press =
  (keys: string) =>
  ({ page }: Person) =>
    page.keyboard.press(keys);
const type = (keys: string, text: string) => async (person: Person) => {
  await press(keys)(person);
  await person.page.keyboard.type(text);
};
const bringUp = (name: string) => (person: Person) => person.page.getByRole('heading', { name: person.say(name) }).scrollIntoViewIfNeeded();

const openInvitations = ({ page, say }: Person) => page.getByRole('button', { name: say('exchange:trust.inviteRead') }).click();

/** A camera that sees a dim room and no code. */
const lookAround = async (person: Person) => {
  const { page, say } = person;
  await openInvitations(person);
  await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const context = canvas.getContext('2d');
    const light = context?.createRadialGradient(420, 120, 20, 320, 240, 460);
    light?.addColorStop(0, '#c9c2b4');
    light?.addColorStop(1, '#3a3d42');
    if (context && light) context.fillStyle = light;
    setInterval(() => context?.fillRect(0, 0, 640, 480), 100); // A canvas gives a frame when it is drawn on.
    navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(10);
  });
  await page.getByRole('button', { name: say('exchange:trust.readCamera') }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
};

const peopleOfFirm = `#/directory/${sampleId('organisation', 'proba-tavho')}/people`;
const openingGuest = `#/events/${sampleId('event', 'opening')}/registrations/${sampleId('registration', 'opening/proba-zsofia')}`;
const editPerson = ({ page, say }: Person) =>
  page.getByRole('button', { name: say('directory:person.edit', { name: 'Próba Zsófia' }) }).click();
const askToErase = ({ page, say }: Person) => page.getByRole('button', { name: say('records:erase.open') }).click();

/** With sample data, in the order of the sidebar. */
export const screens: readonly Screen[] = [
  { name: 'home', hash: '#/home' },
  { name: 'directory', hash: '#/directory', act: openFirst },
  { name: 'directory-edit', hash: '#/directory', act: editFirst },
  { name: 'directory-new', hash: '#/directory/new' },
  { name: 'directory-search', hash: '#/directory', act: type('/', 'temesvar') },
  {
    name: 'directory-filter',
    hash: '#/directory',
    act: ({ page, say }) => page.getByRole('button', { name: say('directory:filter.open') }).click(),
  },
  { name: 'directory-history', hash: '#/directory', act: openTab('directory:tab.history') },
  { name: 'directory-people', hash: '#/directory', act: openTab('directory:tab.people') },
  { name: 'person', hash: peopleOfFirm, act: editPerson },
  {
    name: 'person-erase',
    hash: peopleOfFirm,
    act: async (person) => {
      await editPerson(person);
      await askToErase(person);
    },
  },
  { name: 'events', hash: '#/events', act: openFirst },
  {
    name: 'events-types',
    hash: '#/events',
    act: ({ page, say }) => page.getByRole('button', { name: new RegExp(`^${say('fields:event.kind')}: `) }).click(),
  },
  { name: 'event-edit', hash: '#/events', act: editFirst },
  { name: 'event-sessions', hash: '#/events', act: openTab('events:detail.sessions') },
  { name: 'event-registrations', hash: '#/events', act: openTab('events:detail.registrations') },
  {
    name: 'event-registration',
    hash: '#/events',
    act: async (person) => {
      await openTab('events:detail.registrations')(person);
      await person.page.getByRole('button', { name: person.say('events:registration.add') }).click();
    },
  },
  { name: 'registration', hash: openingGuest, act: ({ page }) => page.getByRole('dialog').waitFor() },
  { name: 'registration-erase', hash: openingGuest, act: askToErase },
  {
    name: 'events-filter',
    hash: '#/events',
    act: async ({ page, say }) => {
      await page.getByRole('button', { name: new RegExp(`^${say('fields:event.kind')}: `) }).click();
      await page.getByRole('menuitemradio', { name: say('domain:event.kind.benchmarkingVisit') }).click();
    },
  },
  { name: 'desk', hash: '#/desk' },
  { name: 'visits', hash: '#/visits', act: openFirst },
  { name: 'visit-new', hash: '#/visits/new' },
  { name: 'visit-history', hash: '#/visits', act: openTab('visits:report.tabHistory') },
  { name: 'visits-none', hash: '#/visits' },
  { name: 'practices', hash: '#/practices', act: openFirst },
  { name: 'practices-none', hash: '#/practices' },
  { name: 'practice-edit', hash: '#/practices', act: editFirst },
  { name: 'cooperation', hash: '#/cooperation', act: openFirst },
  { name: 'cooperation-none', hash: '#/cooperation' },
  { name: 'studies', hash: '#/studies', act: openFirst },
  { name: 'studies-none', hash: '#/studies' },
  { name: 'exchange', hash: '#/exchange' },
  { name: 'invitation', hash: '#/exchange', act: openInvitations },
  { name: 'invitation-camera', hash: '#/exchange', act: lookAround },
  {
    name: 'invitation-refused',
    hash: '#/exchange',
    act: async (person) => {
      await openInvitations(person);
      await person.page
        .getByLabel(person.say('exchange:trust.readFile'))
        .and(person.page.locator('input'))
        .setInputFiles({ name: 'menu.txt', mimeType: 'text/plain', buffer: Buffer.from('https://example.org/menu') });
      await person.page.getByRole('dialog').getByRole('status').waitFor();
    },
  },
  { name: 'settings', hash: '#/settings' },
  { name: 'settings-about', hash: '#/settings', act: bringUp('settings:about.title') },
  { name: 'palette', hash: '#/home', act: type('Control+k', 'nap') },
  {
    name: 'palette-record',
    hash: '#/home',
    act: async (person) => {
      await type('Control+k', 'energie')(person);
      await person.page.getByRole('option').first().waitFor();
      await person.page.keyboard.press('Tab');
    },
  },
  { name: 'keys', hash: '#/directory', act: press('F1') },
  {
    name: 'strip',
    hash: '#/home',
    act: ({ page }) => page.getByRole('button', { name: /not handed over/ }).click(),
  },
  {
    name: 'deleted',
    hash: '#/directory',
    act: async (person) => {
      const { page, say } = person;
      await openFirst(person);
      await page.getByRole('button', { name: say('directory:detail.more') }).click();
      await page.getByRole('menuitem', { name: say('directory:detail.delete') }).click();
      await page.getByRole('button', { name: say('common:action.undo') }).hover(); // It stays while somebody points at it.
    },
  },
  { name: 'unknown-address', hash: '#/nonsense' },
];

/** Before anything is there. */
export const emptyScreens: readonly Screen[] = (
  ['home', 'directory', 'events', 'desk', 'visits', 'practices', 'cooperation', 'studies', 'exchange'] as const
).map((room) => ({ name: `empty-${room}`, hash: `#/${room}` }));

const enterAtDesk =
  (typed: string) =>
  async ({ page }: Person) => {
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(`${typed}\n`);
  };

/** Somebody else in every look, because whoever has come once is only told so the second time. */
const families = ['Țepeș', 'Győri', 'Șerban', 'Szűcs', 'Țurcan', 'Fűzfa', 'Dănilă', 'Kőrösi', 'Pârvu'];
const givens = ['Ștefania', 'Őrs'];
let come = 0;
const visitor = (): { readonly family: string; readonly given: string } => ({
  family: families[Math.floor(come / givens.length) % families.length] ?? '',
  given: givens[come % givens.length] ?? '',
});

/** At the desk one visitor follows the other; each picture goes on from the one before, and a result goes by itself after six seconds. */
export const deskStages: readonly Omit<Screen, 'hash'>[] = [
  { name: 'desk-prompt' },
  { name: 'desk-short', act: enterAtDesk('ab') },
  { name: 'desk-no', act: enterAtDesk('zzzz') },
  { name: 'desk-walk-in', act: press('F3') },
  { name: 'desk-organisation', act: ({ page }) => page.keyboard.type('temes') },
  {
    name: 'desk-filled',
    act: async ({ page, say }) => {
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: say('desk:walkIn.family'), exact: true }).fill(visitor().family);
      await page.getByRole('textbox', { name: say('desk:walkIn.given'), exact: true }).fill(visitor().given);
      await page
        .getByRole('group', { name: say('desk:walkIn.portrait') })
        .getByText(say('desk:yes'), { exact: true })
        .click();
    },
  },
  {
    name: 'desk-in',
    act: async ({ page, say }) => {
      await page.keyboard.press('Control+Enter');
      const known = page.getByRole('button', { name: say('desk:walkIn.checkIn') });
      await known.click({ timeout: 1000 }).catch(() => undefined); // Nobody of this name yet.
    },
  },
  {
    name: 'desk-already',
    act: async (person) => {
      await enterAtDesk(`${visitor().family} ${visitor().given}`)(person);
      come += 1;
    },
  },
  { name: 'desk-ask', act: enterAtDesk('minta') },
  { name: 'desk-badge', act: press('F4') },
];
