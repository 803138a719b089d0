import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import type { RecordType } from '../../../domain/recordTypes.ts';
import type { PersonTraces, RecordChange } from '../../../replica/api.ts';
import { useErase } from '../../replica/commit.ts';
import { usePersonTraces } from '../../replica/queries.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import styles from './EraseDialog.module.css';
import { useMentionLinks, useTraceWords } from './traceWords.ts';

export type EraseDialogProps = {
  readonly type: RecordType;
  readonly id: RecordId;
  /** As it is stored; '' where it has none. */
  readonly name: string;
  readonly onErased: () => void;
  readonly onCancel: () => void;
};

type Trace = PersonTraces['records'][number];
type Choosing = { readonly isChosen: (row: Trace) => boolean; readonly choose: (row: Trace, chosen: boolean) => void };

const Words = ({ title, hint }: { readonly title: string; readonly hint: string }) => (
  <>
    {title} <span className={styles.hint}>{hint}</span>
  </>
);

/** What may be of the same person, to be erased together. */
const Further = ({ rows, isChosen, choose }: Choosing & { readonly rows: readonly Trace[] }) => {
  const { t } = useTranslation('records');
  const words = useTraceWords(rows);
  return (
    <fieldset className={styles.part}>
      <legend className={styles.title}>{t('erase.further')}</legend>
      <div className={styles.list}>
        {rows.map((row) => (
          <Checkbox
            key={row.id}
            label={<Words {...words(row)} />}
            checked={isChosen(row)}
            onChange={(event) => choose(row, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
};

/** A name in a text is part of that text: whoever wrote it has to take it out. */
const Mentions = ({ rows }: { readonly rows: PersonTraces['mentions'] }) => {
  const { t } = useTranslation('records');
  const links = useMentionLinks(rows);
  return (
    <section className={styles.part}>
      <h3 className={styles.title}>{t('erase.mentions')}</h3>
      <p>{t('erase.mentionsHint')}</p>
      <ul className={styles.list}>
        {links.map(({ id, title, href }) => (
          <li key={id}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Of a person all that refers to them goes too, unless somebody says otherwise; of a registration nothing but what somebody ticks. */
const useChoosing = (type: EraseDialogProps['type']): Choosing => {
  const [choices, setChoices] = useState<ReadonlyMap<RecordId, boolean>>(new Map());
  return {
    isChosen: ({ id, refers }) => choices.get(id) ?? (type === 'person' && refers),
    choose: ({ id }, chosen) => setChoices((before) => new Map(before).set(id, chosen)),
  };
};

/** What is left on purpose leads to nobody any more, and nobody is asked about it again. */
const cutFromPerson = ({ type, id, seen }: Trace): readonly RecordChange[] =>
  type === 'registration' ? [{ kind: 'set', type, id, set: { person: null }, shown: seen }] : [];

/** Asks before a record is erased for good, and with what. */
export const EraseDialog = ({ type, id, name, onErased, onCancel }: EraseDialogProps) => {
  const { t } = useTranslation('records');
  const traces = usePersonTraces(type, id);
  const choosing = useChoosing(type);
  const erase = useErase();
  const [busy, setBusy] = useState(false);
  if (!traces) return null;
  const shown = name || t('erase.unnamed');
  const chosen = traces.records.filter(choosing.isChosen);
  const fewer = [traces, ...chosen].filter(({ came }) => came).length;
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const erased = [{ type, id }, ...chosen].map((row): RecordChange => ({ kind: 'erase', type: row.type, id: row.id }));
    const changes = [...erased, ...traces.records.filter((row) => row.refers && !chosen.includes(row)).flatMap(cutFromPerson)];
    if (await erase(changes, (t) => t('records:erase.done', { name: shown }))) onErased();
    else setBusy(false);
  };
  return (
    <Confirm
      opened
      grave
      title={t(`erase.title.${type === 'person' || type === 'registration' ? type : 'other'}`, { name: shown })}
      confirm={t('erase.confirm')}
      onConfirm={() => void confirm()}
      onCancel={onCancel}
    >
      <div className={styles.question}>
        <p>{t('erase.what')}</p>
        {traces.joined > 0 && <p>{t('erase.joined', { count: traces.joined })}</p>}
        {traces.records.length > 0 && <Further rows={traces.records} {...choosing} />}
        {fewer > 0 && <p>{t('erase.fewer', { count: fewer })}</p>}
        {traces.mentions.length > 0 && <Mentions rows={traces.mentions} />}
        <p>{t('erase.files')}</p>
      </div>
    </Confirm>
  );
};
