import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { type Language, languages } from '../../../i18n/languages.ts';
import { useWho } from '../../../records/useWho.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useHistory } from '../../../replica/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Page.tsx';
import { OpenText, useLanguageTab } from '../../../ui/TrilingualText.tsx';
import { textsOf } from '../describe.ts';
import { noteOf, sourceLanguageOf } from '../translationSources.ts';
import styles from './Summary.module.css';

/** The language whose text is newest. */
const sourceOf = ({ changedBy, values }: RecordView): Language | null =>
  languages
    .filter((language) => textAt(values, `summary.${language}`) !== '')
    .sort((a, b) => (changedBy[`summary.${b}`]?.at ?? 0) - (changedBy[`summary.${a}`]?.at ?? 0))[0] ?? null;

const Change = ({ record, source }: { readonly record: RecordView; readonly source: Language }) => {
  const { t } = useTranslation(['directory', 'domain']);
  const path = `summary.${source}`;
  const before = useHistory('organisation', record.id)?.find((entry) => entry.path === path && entry.state === 'past');
  return (
    <dl className={styles.change}>
      <dt>{t('summary.before')}</dt>
      <dd lang={source}>{typeof before?.value === 'string' ? before.value : t('summary.noBefore')}</dd>
      <dt>{t('summary.now')}</dt>
      <dd lang={source}>{textAt(record.values, path)}</dd>
    </dl>
  );
};

const OutdatedNote = ({
  record,
  language,
  source,
}: {
  readonly record: RecordView;
  readonly language: Language;
  readonly source: Language;
}) => {
  const { t } = useTranslation(['directory', 'domain']);
  const commit = useCommit();
  const [open, setOpen] = useState(false);
  const path = `summary.${language}`;
  const confirm = (): void => {
    const set = { [`${path}~from`]: noteOf(record, source) };
    void commit([{ kind: 'set', type: 'organisation', id: record.id, set, shown: record.seen }], (t) => t('directory:summary.confirmed'));
  };
  return (
    <div className={styles.note}>
      <div className={styles.noteRow}>
        <span>{t('summary.newer', { language: t(`domain:language.${source}`) })}</span>
        <span className={styles.noteActions}>
          <Button variant="quiet" small aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t('summary.hideChange') : t('summary.seeChange')}
          </Button>
          <Button variant="quiet" small onClick={confirm}>
            {t('summary.stillCorrect')}
          </Button>
        </span>
      </div>
      {open && <Change record={record} source={source} />}
    </div>
  );
};

/** What the organisation does, in three languages, with what is missing or older than its source. */
export const Summary = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation(['directory', 'domain']);
  const labels = useLabels();
  const who = useWho();
  const source = sourceOf(record);
  const texts = textsOf(record.values, 'summary');
  const tab = useLanguageTab(texts);
  const by = record.changedBy[`summary.${tab.active}`];
  const outdated = languages.filter((language) => record.outdated.includes(`summary.${language}`));
  const label = labels.name('organisation', 'summary');
  return (
    <Section
      title={label}
      note={by && t('field.changed', { language: t(`domain:language.${tab.active}`), author: by.author, when: who.when(by) })}
    >
      <OpenText
        tab={tab}
        label={label}
        texts={texts}
        outdated={outdated}
        note={(language) => {
          const from = sourceLanguageOf(record.values, language) ?? source;
          return from && <OutdatedNote record={record} language={language} source={from} />;
        }}
      />
    </Section>
  );
};
