import { IconArrowsSplit2, IconCalendarEvent, IconPencil, IconShieldQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { isRecordId } from '../../../base/ids.ts';
import { own } from '../../../base/json.ts';
import { titleOf } from '../../../domain/titles.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import type { RivalEntry } from '../../../replica/api.ts';
import { dayOf, useFormat } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { questionLabels } from '../../records/questionLabels.ts';
import { useAskedReferences, useReferences, useTitles } from '../../records/references.ts';
import { shownTitleOf } from '../../records/shownTitle.ts';
import { useIsAdmitted } from '../../replica/admitted.ts';
import { useDrafts, useList, useRivals, useTrust } from '../../replica/queries.ts';
import { useAsideIfAny } from '../../rounds/places.ts';
import { hrefTo } from '../../state/route.ts';
import { foldTasks, type Task } from './task.ts';
import { useDraftTasks } from './useDraftTasks.ts';
import { useUpcoming } from './useUpcoming.ts';

const dayMs = 86_400_000;
const soonDays = 7;
const mostVisits = 3;

const idAt = (values: Values, path: string): RecordId | null => {
  const id = textAt(values, path);
  return isRecordId(id) ? id : null;
};

const useRivalTasks = (now: number): readonly Task[] | undefined => {
  const { t } = useTranslation(['home', 'exchange']);
  const format = useFormat();
  const labels = useLabels();
  const rivals = useRivals(3);
  const what = ({ kind, type, path }: RivalEntry): string =>
    kind === 'values' || kind === 'joined' ? labels.path(type, path) : t(questionLabels[kind]);
  const shownTitle = useTitles(rivals?.entries ?? []);
  if (!rivals) return undefined;
  const newest = Math.max(...rivals.entries.flatMap((entry) => entry.versions.map((version) => version.by.at)), 0);
  if (rivals.total === 0) return [];
  return [
    {
      key: 'rivals',
      icon: IconArrowsSplit2,
      tone: 'plum',
      title: t('rivals.title', { count: rivals.total }),
      detail: rivals.entries.map((entry) => [shownTitle(entry), what(entry)].filter(Boolean).join(': ')).join(' · '),
      when: newest > 0 ? format.when(newest, now) : '',
      action: t('rivals.action'),
      href: hrefTo('exchange'),
    },
  ];
};

/** Files that came and were not applied; none where that cannot be told. */
const useAsideTasks = (now: number): readonly Task[] | undefined => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const entries = useAsideIfAny();
  const newest = entries?.at(-1);
  if (!entries || !newest) return entries && [];
  return [
    {
      key: 'aside',
      icon: IconShieldQuestion,
      tone: 'amber',
      title: t('aside.title', { count: entries.length }),
      detail: format.list([...new Set(entries.map(({ author, office }) => [author, office].filter(Boolean).join(', ')).filter(Boolean))]),
      when: format.when(newest.at, Math.max(now, newest.at)),
      action: t('aside.action'),
      href: hrefTo('exchange'),
    },
  ];
};

/** What another office says against a key: it is this office's to decide, and against its own key nobody else will tell it. */
const useTrustTasks = (): readonly Task[] | undefined => {
  const { t } = useTranslation(['home', 'exchange']);
  const trust = useTrust();
  const nameOf = (office: string): string => trust?.offices.get(office)?.name || office.slice(0, 8);
  return trust?.proposals.map(({ office, key, by }) => {
    const own = trust?.offices.get(office);
    const isOurs = own?.isOwn === true && own.keys.includes(key);
    return {
      key: `${key} ${by}`,
      icon: IconShieldQuestion,
      tone: 'amber',
      title: t(isOurs ? 'exchange:trust.ownProposal' : 'exchange:trust.proposal', { by: nameOf(by), office: nameOf(office) }),
      detail: isOurs ? t('exchange:trust.ownProposalHint') : '',
      when: '',
      action: t('aside.action'),
      href: hrefTo('exchange'),
    };
  });
};

/** A laptop on which its office's key does not lie may never hear otherwise why nobody takes in what it sends. */
const useLaptopTasks = (): readonly Task[] => {
  const { t } = useTranslation('home');
  return useIsAdmitted()
    ? []
    : [
        {
          key: 'laptop',
          icon: IconShieldQuestion,
          tone: 'amber',
          title: t('laptop.title'),
          detail: t('laptop.detail'),
          when: '',
          action: t('laptop.action'),
          href: hrefTo('exchange'),
        },
      ];
};

/** Visits that are not finalised; one whose form is begun is among the drafts. */
const useVisitTasks = (): readonly Task[] | undefined => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const begun = (useDrafts() ?? []).filter(({ type }) => type === 'visit').map(({ id }) => id);
  const page = useList({
    type: 'visit',
    where: [{ path: 'status', is: 'draft' }],
    locale: format.language,
    offset: 0,
    limit: mostVisits + 1 + begun.length,
  }).data;
  const { rows: begunRows, isAnswered } = useAskedReferences('visit', begun);
  const begunAndSaved = begunRows.filter(({ deleted, values }) => !deleted && own(values, 'status') === 'draft').length;
  const visits = page?.rows.filter(({ id }) => !begun.includes(id)).slice(0, mostVisits + 1);
  const hosts = useReferences(
    'organisation',
    (visits ?? []).map((row) => idAt(row.values, 'host')).filter((id) => id !== null),
  );
  const tasks = visits?.map((row): Task => {
    const host = hosts.find((candidate) => candidate.id === own(row.values, 'host'));
    const day = textAt(row.values, 'day');
    return {
      key: row.id,
      icon: IconPencil,
      tone: 'amber',
      title: t('visitDraft.title', { name: host ? textAt(host.values, 'name') : shownTitleOf(row, format, '') }),
      detail: day === '' ? '' : format.day(day),
      when: '',
      action: t('visitDraft.action'),
      href: hrefTo('visits', row.id),
    };
  });
  if (!isAnswered) return undefined;
  return (
    tasks &&
    foldTasks(tasks, (page?.total ?? 0) - begunAndSaved, mostVisits, (next, count) => ({
      ...next,
      key: 'visits',
      title: t('visitDraft.more', { count }),
      detail: '',
      action: t('visitDraft.open'),
      href: hrefTo('visits'),
    }))
  );
};

const useEventTasks = (now: number): readonly Task[] | undefined => {
  const { t } = useTranslation('home');
  const format = useFormat();
  const events = useUpcoming(now)?.filter((event) => event.start < now + soonDays * dayMs);
  const soonest = events?.[0];
  const counting = useList(
    soonest
      ? {
          type: 'registration',
          where: [
            { path: 'event', is: soonest.row.id },
            { path: 'status', in: ['registered', 'confirmed'] },
          ],
          locale: format.language,
          offset: 0,
          limit: 1,
          counts: { waiting: [{ path: 'status', is: 'waiting' }] },
        }
      : null,
  );
  const registrations = counting.isPlaceholderData ? undefined : counting.data; // Those of another event are not counted for this one.
  if (!events) return undefined;
  return events.slice(0, 2).map(({ row, start, zone }) => {
    const days = Math.round((Date.parse(dayOf(start, zone)) - Date.parse(dayOf(now, zone))) / dayMs);
    const name = titleOf('event', row.values, format.language);
    const waiting = registrations?.counts.waiting ?? 0;
    const counted = registrations && row.id === soonest?.row.id;
    return {
      key: row.id,
      icon: IconCalendarEvent,
      tone: 'petrol',
      title: days <= 1 ? t(days < 1 ? 'event.today' : 'event.tomorrow', { name }) : t('event.soon', { name, count: days }),
      detail: counted
        ? [t('event.registered', { count: registrations.total }), ...(waiting > 0 ? [t('event.waiting', { count: waiting })] : [])].join(
            ' · ',
          )
        : format.dateIn(start, zone),
      when: format.shortDate(start, now),
      action: t('event.action'),
      href: hrefTo('events', row.id),
    };
  });
};

/** What waits for this person, most urgent first; undefined until everything has been asked. */
export const useTasks = (now: number): readonly Task[] | undefined => {
  const parts = [
    useLaptopTasks(),
    useTrustTasks(),
    useAsideTasks(now),
    useRivalTasks(now),
    useDraftTasks(now),
    useVisitTasks(),
    useEventTasks(now),
  ];
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
};
