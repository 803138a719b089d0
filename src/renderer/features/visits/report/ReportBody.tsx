import { useTranslation } from 'react-i18next';
import { entriesOf, partOf, textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useWho } from '../../../records/useWho.ts';
import { hrefTo } from '../../../state/route.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { FieldGrid, FieldRow } from '../../../ui/FieldGrid.tsx';
import { Card, Section } from '../../../ui/Page.tsx';
import { MakePractice } from '../MakePractice.tsx';
import { useNamed } from '../names.ts';
import { PhotoGrid } from '../photos/PhotoGrid.tsx';
import type { Photos } from '../photos/usePhotos.ts';
import { FollowUps } from './FollowUps.tsx';
import styles from './ReportBody.module.css';
import { SummaryText } from './SummaryText.tsx';

const Facts = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const { origin } = useWho();
  const { values, changedBy } = view;
  const [host, office] = [useNamed('organisation', textAt(values, 'host')), useNamed('office', textAt(values, 'office'))];
  const finalisedOn = textAt(values, 'finalisedOn');
  const changed = (path: string) => {
    const by = changedBy[path];
    return by ? { changed: `${by.author}, ${origin(by)}` } : {};
  };
  return (
    <FieldGrid>
      <FieldRow label={t('report.host')} {...changed('host')}>
        {textAt(host, 'name') && <a href={hrefTo('directory', textAt(values, 'host'))}>{textAt(host, 'name')}</a>}
      </FieldRow>
      <FieldRow label={t('report.day')} {...changed('day')}>
        {textAt(values, 'day') && format.day(textAt(values, 'day'))}
      </FieldRow>
      <FieldRow label={t('report.office')} {...changed('office')}>
        {textAt(office, 'name')}
      </FieldRow>
      {finalisedOn && (
        <FieldRow label={t('report.finalised')} {...changed('finalisedOn')}>
          {format.day(finalisedOn)}
        </FieldRow>
      )}
    </FieldGrid>
  );
};

const Participants = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const participants = entriesOf(view.values, 'participant');
  return (
    <Section title={t('report.participants')} count={participants.length}>
      {participants.length === 0 ? (
        <p className={styles.none}>{t('report.noParticipants')}</p>
      ) : (
        <ul className={styles.people}>
          {participants.map(([key, participant]) => (
            <li key={key} className={styles.person}>
              <Avatar name={partOf(participant, 'name')} group={partOf(participant, 'organisation')} />
              <span className={styles.words}>
                {partOf(participant, 'name')}
                <span className={styles.second}>{partOf(participant, 'organisation')}</span>
              </span>
              {partOf(participant, 'country') && <CountryMark country={partOf(participant, 'country')} />}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
};

const Findings = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const findings = entriesOf(view.values, 'finding');
  return (
    <Section title={t('report.findings')} count={findings.length}>
      {findings.length === 0 ? (
        <p className={styles.none}>{t('report.noFindings')}</p>
      ) : (
        <Card>
          {findings.map(([key, finding]) => (
            <article key={key} className={styles.finding}>
              <div className={styles.words}>
                <h3>{partOf(finding, 'title') || t('finding.untitled')}</h3>
                {partOf(finding, 'text') && <p>{partOf(finding, 'text')}</p>}
                <p className={styles.second}>
                  {[finding.transferable === true ? t('finding.transferable') : '', partOf(finding, 'measure')].filter(Boolean).join(' · ')}
                </p>
              </div>
              <MakePractice visit={view.id} host={textAt(view.values, 'host')} finding={finding} />
            </article>
          ))}
        </Card>
      )}
    </Section>
  );
};

/** The report in reading order: facts, what was seen, findings, what follows, who was there, photos. */
export const ReportBody = ({ view, photos }: { readonly view: RecordView; readonly photos: Photos }) => {
  const { t } = useTranslation('visits');
  return (
    <>
      <Facts view={view} />
      <SummaryText view={view} />
      <Findings view={view} />
      <FollowUps view={view} />
      <Participants view={view} />
      <Section title={t('report.photos')} {...(photos.answered ? { count: photos.total } : {})}>
        {photos.total > 0 && <PhotoGrid photos={photos} />}
        {photos.answered && photos.total === 0 && <p className={styles.none}>{t('report.noPhotos')}</p>}
      </Section>
    </>
  );
};
