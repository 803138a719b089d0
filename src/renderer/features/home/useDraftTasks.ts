import { IconPencil } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../../base/ids.ts';
import { textAt, type Values } from '../../../domain/values.ts';
import type { Draft, ReplicaApi } from '../../../replica/api.ts';
import { useFormat } from '../../i18n/format.ts';
import { useReferences } from '../../records/references.ts';
import { shownTitleOf } from '../../records/shownTitle.ts';
import { useReplica } from '../../replica/context.ts';
import { typedOver } from '../../replica/draftValues.ts';
import { overviewKey } from '../../replica/events.ts';
import { useDrafts } from '../../replica/queries.ts';
import { draftPlace } from './draftPlace.ts';
import { foldTasks, type Task } from './task.ts';

const mostShown = 4;

type Begun = { readonly draft: Draft; readonly values: Values };

/** Drafts with the values of their records under them: the draft of a record that is there holds only what was changed. */
const withRecords = (replica: ReplicaApi, drafts: readonly Draft[]): Promise<readonly Begun[]> =>
  Promise.all(
    drafts.map(async (draft) => {
      const [row] = await replica.rows(draft.type, [draft.id]);
      return { draft, values: typedOver(row?.values ?? {}, draft.values) };
    }),
  );

/** What was begun in a form and not saved; undefined until it has been asked. */
export const useDraftTasks = (now: number): readonly Task[] | undefined => {
  const { t } = useTranslation(['home', 'domain']);
  const format = useFormat();
  const replica = useReplica();
  const all = useDrafts();
  const drafts = all?.slice(0, mostShown + 1);
  const begun = useQuery({
    queryKey: [...overviewKey, 'begun', drafts?.map(({ key, at }) => [key, at])],
    queryFn: () => withRecords(replica, drafts ?? []),
    enabled: drafts !== undefined,
    placeholderData: keepPreviousData,
  }).data;
  const hosts = useReferences('organisation', (begun ?? []).map(({ values }) => textAt(values, 'host')).filter(isRecordId));
  const tasks = begun?.map(({ draft: { key, type, id, at }, values }): Task => {
    const host = hosts.find((row) => row.id === textAt(values, 'host'));
    const name = shownTitleOf({ type, values }, format, textAt(host?.values ?? {}, 'name'));
    return {
      key,
      icon: IconPencil,
      tone: 'amber',
      title: t('home:draft.title', { name: name || t('home:draft.untitled') }),
      detail: [t(`domain:type.${type}`), t('home:draft.unfinished')].join(' · '),
      when: t('home:draft.saved', { when: format.when(at, now) }),
      action: t('home:draft.action'),
      href: draftPlace(type, id, values),
    };
  });
  return (
    tasks &&
    foldTasks(tasks, all?.length ?? 0, mostShown, (next, count) => ({
      ...next,
      key: 'drafts',
      title: t('home:draft.more', { count }),
      detail: t('home:draft.unfinished'),
      when: '',
    }))
  );
};
