import { IconPencil, IconSearchOff, IconTrash, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { type Field, fieldsOf } from '../../../domain/fields.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import { titleOf } from '../../../domain/titles.ts';
import { elementsOf, isBlank, textAt, type Values } from '../../../domain/values.ts';
import type { RecordView } from '../../../replica/api.ts';
import { toLanguage } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/labels.ts';
import { languages } from '../../i18n/languages.ts';
import type { Said } from '../../i18n/said.ts';
import { DeletedNotice } from '../../records/DeletedNotice.tsx';
import { HistoryList } from '../../records/HistoryList.tsx';
import { Rivals } from '../../records/Rivals.tsx';
import { SampleBadge } from '../../records/SampleBadge.tsx';
import { useEditKey } from '../../records/useEditKey.ts';
import { useWho } from '../../records/useWho.ts';
import { VersionsDialog } from '../../records/VersionsDialog.tsx';
import { useCommit } from '../../replica/commit.ts';
import { useRecord } from '../../replica/queries.ts';
import { goTo, hrefTo, replaceRoute, stillHere } from '../../state/route.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { DetailBody, DetailHeader } from '../../ui/DetailHeader.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FieldGrid, FieldRow } from '../../ui/FieldGrid.tsx';
import { useKeys } from '../../ui/keys.ts';
import { ActionMenu } from '../../ui/Menus.tsx';
import { Section } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { TrilingualText } from '../../ui/TrilingualText.tsx';
import { type Catalogue, silentFields } from './catalogues.ts';
import { FieldValue } from './FieldValue.tsx';
import { useRecordWords } from './useRecordWords.ts';

const isShown = (field: Field, values: Values): boolean => {
  if (silentFields.has(field.name) || field.kind === 'translated') return false;
  return field.kind === 'set' ? elementsOf(values, field.name).length > 0 : !isBlank(values[field.name]);
};

/** A visit is named by a sentence, and a set of references has a line for each. */
const isLong = ({ kind, to }: Field): boolean => to === 'visit' || (kind === 'set' && to !== undefined);

const hasText = (field: Field, values: Values): boolean =>
  field.kind === 'translated' && field.name !== 'title' && languages.some((language) => textAt(values, `${field.name}.${language}`) !== '');

const Content = ({ record }: { readonly record: RecordView }) => {
  const labels = useLabels();
  const who = useWho();
  const [path, setPath] = useState<string | null>(null);
  const { type, values } = record;
  const textsOf = (name: string) => Object.fromEntries(languages.map((language) => [language, textAt(values, `${name}.${language}`)]));
  const outdatedOf = (name: string) => languages.filter((language) => record.outdated.includes(`${name}.${language}`));
  return (
    <>
      {!record.deleted && <Rivals record={record} />}
      <FieldGrid>
        {fieldsOf[type]
          .filter((field) => isShown(field, values))
          .map((field) => {
            const by = record.changedBy[field.name];
            return (
              <FieldRow
                key={field.name}
                label={labels.name(type, field.name)}
                wide={isLong(field)}
                onHistory={() => setPath(field.name)}
                {...(by ? { changed: who.whole(by) } : {})}
              >
                <FieldValue type={type} field={field} values={values} />
              </FieldRow>
            );
          })}
      </FieldGrid>
      {fieldsOf[type]
        .filter((field) => hasText(field, values))
        .map(({ name }) => (
          <Section key={name} title={labels.name(type, name)}>
            <TrilingualText label={labels.name(type, name)} texts={textsOf(name)} outdated={outdatedOf(name)} />
          </Section>
        ))}
      <VersionsDialog record={record} path={path} onClose={() => setPath(null)} />
    </>
  );
};

type ShownProps = { readonly catalogue: Catalogue; readonly record: RecordView; readonly part: string | undefined };

const Shown = ({ catalogue, record, part }: ShownProps) => {
  const { t, i18n } = useTranslation(['catalogue', 'common']);
  const words = useRecordWords();
  const commit = useCommit();
  const { type, id, values } = record;
  const title = titleOf(type, values, toLanguage(i18n.language)) || t('list.noTitle');
  const close = (): void => goTo(catalogue.name);
  const remove = async (): Promise<void> => {
    const said: Said = (t, locale) => t('catalogue:deleted', { title: titleOf(type, values, locale) || t('catalogue:list.noTitle') });
    const isHere = stillHere();
    if ((await commit([{ kind: 'delete', type, id, shown: record.seen }], said)) && isHere()) close();
  };
  useKeys([{ keys: 'Escape', label: t('close'), run: close }]);
  const actions = [
    { label: t('close'), icon: IconX, onSelect: close },
    { label: t('delete'), icon: IconTrash, danger: true, onSelect: () => void remove() },
  ];
  const tabs = [
    { name: 'record', label: t('tab.record') },
    { name: 'history', label: t('tab.history') },
  ] as const;
  return (
    <>
      <DetailHeader
        eyebrow={
          <>
            {words.type(type)}
            <SampleBadge values={values} />
          </>
        }
        title={title}
        actions={
          !record.deleted && (
            <>
              <LinkButton icon={IconPencil} hint="E" href={hrefTo(catalogue.name, id, 'edit')}>
                {t('common:action.edit')}
              </LinkButton>
              <ActionMenu label={t('common:action.more')} actions={actions} />
            </>
          )
        }
      />
      <Tabs
        label={t('tabs')}
        tabs={tabs}
        active={part === 'history' ? 'history' : 'record'}
        onChange={(tab) => replaceRoute(catalogue.name, id, ...(tab === 'history' ? ['history'] : []))}
      >
        <DeletedNotice record={record} title={title} />
        {part === 'history' ? <HistoryList record={record} /> : <Content record={record} />}
      </Tabs>
    </>
  );
};

export type CatalogueDetailProps = {
  readonly catalogue: Catalogue;
  readonly type: RecordType;
  readonly id: RecordId;
  readonly part: string | undefined;
};

/** One record, its fields as they are declared, and its history. */
export const CatalogueDetail = ({ catalogue, type, id, part }: CatalogueDetailProps) => {
  const { t } = useTranslation('catalogue');
  const record = useRecord(type, id).data;
  useEditKey(record, () => goTo(catalogue.name, id, 'edit'));
  if (record === undefined) return null;
  if (record === null || record.erased)
    return (
      <DetailBody>
        <EmptyState icon={IconSearchOff} title={t('gone')} text={t('goneHint')} />
      </DetailBody>
    );
  return <Shown catalogue={catalogue} record={record} part={part} />;
};
