import {
  IconArrowsExchange,
  IconBuildingEstate,
  IconBulb,
  IconCalendarEvent,
  IconChartHistogram,
  IconHeartHandshake,
  IconHome,
  IconRoute,
  IconScan,
  IconSettings,
} from '@tabler/icons-react';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { RecordType } from '../../domain/recordTypes.ts';
import type { RoomName } from '../state/route.ts';
import type { Icon } from '../ui/Icon.ts';

export type Room = {
  readonly name: RoomName;
  readonly icon: Icon;
  readonly keys: string;
  /** The type whose live records are counted beside the room's name. */
  readonly counts?: RecordType;
  /** Rooms of one group stand together. */
  readonly group: 0 | 1 | 2;
  /** At once where it has been fetched, so that what is typed on entering finds it. */
  readonly screen: () => Screen;
  /** Has the screen brought before anybody enters. */
  readonly fetch: () => Promise<unknown>;
};

type Screen = ComponentType | LazyExoticComponent<ComponentType>;

const load = <Name extends string>(name: Name, from: () => Promise<Record<Name, ComponentType>>): Pick<Room, 'screen' | 'fetch'> => {
  let fetched: ComponentType | null = null;
  const fetch = async (): Promise<ComponentType> => {
    fetched = (await from())[name];
    return fetched;
  };
  const later = lazy(async () => ({ default: await fetch() }));
  return { screen: () => fetched ?? later, fetch };
};

const catalogue = () => import('../features/catalogue/index.tsx');

/** The rooms in the order of the sidebar and of Alt 1 to Alt 0. */
export const rooms: readonly Room[] = [
  { name: 'home', icon: IconHome, keys: 'Alt 1', group: 0, ...load('HomeRoom', () => import('../features/home/index.tsx')) },
  {
    name: 'directory',
    icon: IconBuildingEstate,
    keys: 'Alt 2',
    counts: 'organisation',
    group: 1,
    ...load('DirectoryRoom', () => import('../features/directory/index.tsx')),
  },
  {
    name: 'events',
    icon: IconCalendarEvent,
    keys: 'Alt 3',
    counts: 'event',
    group: 1,
    ...load('EventsRoom', () => import('../features/events/index.tsx')),
  },
  { name: 'desk', icon: IconScan, keys: 'Alt 4', group: 1, ...load('DeskRoom', () => import('../features/desk/index.tsx')) },
  {
    name: 'visits',
    icon: IconRoute,
    keys: 'Alt 5',
    counts: 'visit',
    group: 1,
    ...load('VisitsRoom', () => import('../features/visits/index.tsx')),
  },
  { name: 'practices', icon: IconBulb, keys: 'Alt 6', group: 1, ...load('PracticesRoom', catalogue) },
  { name: 'cooperation', icon: IconHeartHandshake, keys: 'Alt 7', group: 1, ...load('CooperationRoom', catalogue) },
  { name: 'studies', icon: IconChartHistogram, keys: 'Alt 8', group: 1, ...load('StudiesRoom', catalogue) },
  {
    name: 'exchange',
    icon: IconArrowsExchange,
    keys: 'Alt 9',
    group: 2,
    ...load('ExchangeRoom', () => import('../features/exchange/index.tsx')),
  },
  {
    name: 'settings',
    icon: IconSettings,
    keys: 'Alt 0',
    group: 2,
    ...load('SettingsRoom', () => import('../features/settings/index.tsx')),
  },
];

/** Brings the rooms that nobody has entered yet: they must open also when the program that serves this window has ended. */
export const fetchRooms = (): void => {
  for (const room of rooms) room.fetch().catch(() => undefined); // Whoever enters asks again.
};
