import { IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../../base/ids.ts';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import type { Said } from '../../../i18n/said.ts';
import { DeletedNotice } from '../../../records/DeletedNotice.tsx';
import { useCommit } from '../../../replica/commit.ts';
import { useDrafts, useRows } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import { Button, LinkButton } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { DuplicateNotice } from './DuplicateNotice.tsx';

const JoinedNotice = ({ record, joinedTo }: { readonly record: RecordView; readonly joinedTo: RecordId }) => {
  const { t } = useTranslation('directory');
  const commit = useCommit();
  const survivor = textAt(useRows('organisation', [joinedTo]).rows[0]?.values ?? {}, 'name');
  const separate = (): void => {
    const said: Said = (t) => t('directory:detail.separated', { name: textAt(record.values, 'name') });
    void commit([{ kind: 'set', type: 'organisation', id: record.id, set: { sameAs: null }, shown: record.seen }], said);
  };
  return (
    <Notice
      tone="info"
      title={t('detail.joinedNotice', { name: survivor })}
      actions={
        <>
          <LinkButton small variant="quiet" href={hrefTo('directory', joinedTo)}>
            {t('detail.openJoined', { name: survivor })}
          </LinkButton>
          <Button small variant="quiet" onClick={separate}>
            {t('detail.separate')}
          </Button>
        </>
      }
    >
      {t('detail.joinedHint')}
    </Notice>
  );
};

const DraftNotice = ({ id }: { readonly id: RecordId }) => {
  const { t } = useTranslation('directory');
  const draft = useDrafts()?.find((kept) => kept.type === 'organisation' && kept.id === id);
  if (!draft) return null;
  return (
    <Notice
      tone="warning"
      icon={IconPencil}
      title={t('detail.draftNotice')}
      actions={
        <LinkButton small variant="quiet" href={hrefTo('directory', id, 'edit')}>
          {t('detail.continue')}
        </LinkButton>
      }
    />
  );
};

/** What a reader should know before the fields: deleted, joined, begun and not saved, perhaps there twice. */
export const RecordNotices = ({ record }: { readonly record: RecordView }) => {
  if (record.deleted) return <DeletedNotice record={record} title={textAt(record.values, 'name')} />;
  if (record.joinedTo !== null && record.joinedTo !== record.id) return <JoinedNotice record={record} joinedTo={record.joinedTo} />;
  return (
    <>
      <DraftNotice id={record.id} />
      <DuplicateNotice record={record} />
    </>
  );
};
