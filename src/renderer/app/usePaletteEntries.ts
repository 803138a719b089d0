import {
  IconArrowRight,
  IconBuildingEstate,
  IconBulb,
  IconCalendarEvent,
  IconFileImport,
  IconHeartHandshake,
  IconPencil,
  IconPlus,
  IconRoute,
  IconScan,
  IconUser,
} from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { createElement, type ReactNode, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { searchKey } from '../../base/fold.ts';
import { otherNamesOf } from '../../domain/places.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { titleOf as recordTitleOf, subtitleOf } from '../../domain/titles.ts';
import { textAt } from '../../domain/values.ts';
import type { Row } from '../../replica/api.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabels } from '../i18n/labels.ts';
import { useTitles } from '../records/references.ts';
import { whyMatched } from '../records/whyMatched.ts';
import { useReplica } from '../replica/context.ts';
import { recordKey } from '../replica/events.ts';
import { matching } from '../replica/queries.ts';
import { goTo, type RoomName } from '../state/route.ts';
import { CountryMark } from '../ui/CountryMark.tsx';
import { beginningFirst, mostRanked } from '../ui/choosing.ts';
import type { Icon } from '../ui/Icon.ts';
import { rooms } from './rooms.ts';

export type PaletteEntry = {
  readonly key: string;
  readonly icon: Icon;
  readonly title: string;
  readonly detail?: string;
  /** Which field matched, where title and detail do not show it. */
  readonly why?: string;
  readonly mark?: ReactNode;
  readonly keys?: string;
  readonly run: () => void;
  /** What can be done with this record; Tab shows it. */
  readonly actions?: readonly PaletteEntry[];
};
export type PaletteGroup = { readonly title: string; readonly entries: readonly PaletteEntry[] };

const perType = 5;

const searched = [
  { type: 'organisation', icon: IconBuildingEstate, room: 'directory' },
  { type: 'person', icon: IconUser, room: 'directory' },
  { type: 'event', icon: IconCalendarEvent, room: 'events' },
  { type: 'visit', icon: IconRoute, room: 'visits' },
  { type: 'practice', icon: IconBulb, room: 'practices' },
  { type: 'cooperation', icon: IconHeartHandshake, room: 'cooperation' },
] as const satisfies readonly { readonly type: RecordType; readonly icon: Icon; readonly room: RoomName }[];

/** A person is shown within the organisation; where there is none, nowhere else. */
const open = (room: RoomName, row: Row): void => {
  const organisation = textAt(row.values, 'organisation');
  goTo(room, ...(row.type === 'person' ? (organisation ? [organisation] : []) : [row.id]));
};

/** Whether the name begins with one of the typed words, in any spelling. */
const begins = (name: string, words: string): boolean =>
  searchKey(words)
    .split(' ')
    .some((word) => word !== '' && searchKey(name).startsWith(word));

const matches = (title: string, words: string): boolean => searchKey(title).includes(searchKey(words));

const useActions = (): readonly PaletteEntry[] => {
  const { t } = useTranslation();
  return [
    { key: 'visit', icon: IconRoute, title: t('palette.recordVisit'), keys: 'Ctrl Shift L', run: () => goTo('visits', 'new') },
    { key: 'organisation', icon: IconPlus, title: t('palette.newOrganisation'), run: () => goTo('directory', 'new') },
    { key: 'event', icon: IconPlus, title: t('palette.newEvent'), run: () => goTo('events', 'new') },
    { key: 'bundle', icon: IconFileImport, title: t('palette.readBundle'), keys: 'F9', run: () => goTo('exchange') },
  ];
};

/** Tab on a record: open it, edit it, and what its kind brings. */
const useRecordActions = () => {
  const { t } = useTranslation();
  return (room: RoomName, row: Row): readonly PaletteEntry[] => [
    { key: 'open', icon: IconArrowRight, title: t('palette.openRecord'), run: () => open(room, row) },
    ...(row.type === 'person'
      ? []
      : [{ key: 'edit', icon: IconPencil, title: t('palette.editRecord'), run: () => goTo(room, row.id, 'edit') }]),
    ...(row.type === 'event' ? [{ key: 'desk', icon: IconScan, title: t('palette.deskHere'), run: () => goTo('desk', row.id) }] : []),
  ];
};

/** `found`: how many match, more than are listed; null while the answer is on its way. */
type Found = { readonly groups: readonly PaletteGroup[]; readonly found: number | null };
/** `answered` is false while something is listed that does not answer what is typed. */
type Listed = Found & { readonly answered: boolean };

const useFound = (words: string): Found => {
  const { t } = useTranslation(['domain', 'common']);
  const replica = useReplica();
  const { language } = useFormat();
  const labels = useLabels();
  const actionsOf = useRecordActions();
  const answers = useQueries({
    queries: searched.map(({ type }) => ({
      queryKey: [...recordKey(type), 'palette', words, language],
      queryFn: async () => {
        const page = await replica.list({ type, locale: language, offset: 0, limit: mostRanked, ...matching(words) });
        const titled = page.rows.map((row) => ({ value: row.id, label: recordTitleOf(type, row.values, language), row }));
        return { ...page, rows: beginningFirst(titled, words, perType).map(({ row }) => row) };
      },
      enabled: words !== '',
    })),
  });
  const titleOf = useTitles(answers.flatMap((answer) => answer.data?.rows ?? []));
  if (words === '') return { groups: [], found: null };
  const groups = searched.map(({ type, icon, room }, index) => ({
    title: t(`types.${type}`),
    entries: (answers[index]?.data?.rows ?? []).map((row): PaletteEntry => {
      const place = subtitleOf(type, row.values, language);
      const alias = otherNamesOf(place).find((name) => begins(name, words));
      const title = titleOf(row) || t(`type.${type}`);
      const where = alias ? `${place} (${alias})` : place;
      const why = whyMatched(row, words, [title, where]);
      const country = textAt(row.values, 'country');
      return {
        key: row.id,
        icon,
        title,
        ...(where ? { detail: where } : {}),
        ...(why ? { why: `${why.path === null ? t('common:palette.joined') : labels.path(type, why.path)}: ${why.text}` } : {}),
        ...(country ? { mark: createElement(CountryMark, { country }) } : {}),
        run: () => open(room, row),
        actions: actionsOf(room, row),
      };
    }),
  }));
  const isAnswered = answers.every(({ data }) => data !== undefined);
  return { groups, found: isAnswered ? answers.reduce((sum, { data }) => sum + (data?.total ?? 0), 0) : null };
};

/** What the palette lists for the typed words: records first, then rooms and actions that match; all of these when nothing is typed. */
export const usePaletteEntries = (text: string): Listed => {
  const { t } = useTranslation();
  const words = useDeferredValue(text.trim());
  const { groups, found } = useFound(words);
  const actions = useActions().filter((action) => matches(action.title, words));
  const places = rooms
    .map(
      (room): PaletteEntry => ({
        key: room.name,
        icon: room.icon,
        title: t(`rooms.${room.name}`),
        keys: room.keys,
        run: () => goTo(room.name),
      }),
    )
    .filter((place) => matches(place.title, words));
  return {
    groups: [...groups, { title: t('palette.actions'), entries: actions }, { title: t('palette.rooms'), entries: places }].filter(
      (group) => group.entries.length > 0,
    ),
    found: found === null ? null : found + actions.length + places.length,
    answered: words === text.trim() && (words === '' || found !== null),
  };
};
