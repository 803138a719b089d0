import { useTranslation } from 'react-i18next';
import { textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { type Language, languageNames, languages } from '../../../i18n/languages.ts';
import { useWho } from '../../../records/useWho.ts';
import { useCommit } from '../../../replica/commit.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Page.tsx';
import { OpenText, useLanguageTab } from '../../../ui/TrilingualText.tsx';
import { sourceLanguage, sourceNote } from '../summarySources.ts';
import styles from './ReportBody.module.css';

const OutdatedNote = ({
  view,
  language,
  source,
}: {
  readonly view: RecordView;
  readonly language: Language;
  readonly source: Language;
}) => {
  const { t } = useTranslation('visits');
  const commit = useCommit();
  const note = sourceNote(view, source);
  const confirm = (): void => {
    const set = { [`summary.${language}~from`]: note };
    void commit([{ kind: 'set', type: 'visit', id: view.id, set, shown: view.seen }], (t) => t('visits:report.stillCorrectSaid'));
  };
  return (
    <div className={styles.note}>
      <span>{t('report.newer', { language: languageNames[source] })}</span>
      <Button variant="quiet" small onClick={confirm}>
        {t('report.stillCorrect')}
      </Button>
    </div>
  );
};

/** What was seen, in three languages, with what is missing or older than the text it was made from. */
export const SummaryText = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const { origin } = useWho();
  const source = sourceLanguage(view);
  const texts = Object.fromEntries(languages.map((language) => [language, textAt(view.values, `summary.${language}`)]));
  const tab = useLanguageTab(texts);
  const by = view.changedBy[`summary.${tab.active}`];
  return (
    <Section title={t('report.summary')} note={by && [languageNames[tab.active], by.author, origin(by)].join(', ')}>
      <OpenText
        tab={tab}
        label={t('report.summary')}
        texts={texts}
        outdated={languages.filter((language) => view.outdated.includes(`summary.${language}`))}
        note={(language) => source && <OutdatedNote view={view} language={language} source={source} />}
      />
    </Section>
  );
};
