import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { own } from '../../../../base/json.ts';
import { formatAddress } from '../../../../domain/addresses.ts';
import { validate } from '../../../../domain/validation.ts';
import { elementsOf, groupAt, partOf, textAt } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { languages } from '../../../i18n/languages.ts';
import { BothTimes } from '../../../records/BothTimes.tsx';
import { Rivals } from '../../../records/Rivals.tsx';
import { useWho } from '../../../records/useWho.ts';
import { VersionsDialog } from '../../../records/VersionsDialog.tsx';
import { useDrafts } from '../../../replica/queries.ts';
import { hrefTo } from '../../../state/route.ts';
import { LinkButton } from '../../../ui/Button.tsx';
import { CountryMark } from '../../../ui/CountryMark.tsx';
import { FieldGrid, FieldRow } from '../../../ui/FieldGrid.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Page.tsx';
import { TrilingualText } from '../../../ui/TrilingualText.tsx';
import { rangesOf, zoneOf } from '../eventTimes.ts';
import { useOrganisers } from '../organisers.ts';
import styles from './Overview.module.css';

/** The name, then the address as on a letter of its country. */
const venueLines = (venue: JsonObject): readonly string[] =>
  [partOf(venue, 'name'), formatAddress(venue, partOf(venue, 'county').slice(0, 2))].filter(Boolean);

const OrganiserList = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation('events');
  const { rows, countries } = useOrganisers(record.values);
  return (
    <ul className={styles.lines}>
      {rows.map((row) => (
        <li key={row.id}>
          <a href={hrefTo('directory', row.id)}>{textAt(row.values, 'name')}</a>
          {textAt(row.values, 'country') && <CountryMark country={textAt(row.values, 'country')} />}
        </li>
      ))}
      {countries.length > 1 && <li className={styles.joint}>{t('detail.jointMark')}</li>}
    </ul>
  );
};

/** The fields that hold something, in reading order, as words. */
const useShownFields = (record: RecordView): readonly (readonly [path: string, shown: ReactNode])[] => {
  const { t } = useTranslation(['events', 'domain']);
  const labels = useLabels();
  const format = useFormat();
  const { values } = record;
  const zone = zoneOf(values);
  const [ranges, capacity] = [rangesOf(values, zone), own(values, 'capacity')];
  const kind = textAt(values, 'kind');
  const known = elementsOf(values, 'language');
  const spoken = languages.filter((language) => known.includes(language)).map((language) => t(`domain:language.${language}`));
  const venue = venueLines(groupAt(values, 'venue'));
  return [
    ['kind', kind && labels.choice('event', 'kind', kind)],
    ['start', ranges && <BothTimes ranges={ranges} />],
    ['venue', venue.length > 0 && venue.map((line) => <div key={line}>{line}</div>)],
    ['language', spoken.length > 0 && format.list(spoken)],
    ['organiser', elementsOf(values, 'organiser').length > 0 && <OrganiserList record={record} />],
    ['capacity', typeof capacity === 'number' && t('detail.seats', { count: capacity })],
  ];
};

const Unsaved = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation('events');
  if (!useDrafts()?.some((draft) => draft.key === `event/${record.id}`)) return null;
  return (
    <Notice
      tone="warning"
      title={t('detail.unsaved')}
      actions={
        <LinkButton small variant="quiet" href={hrefTo('events', record.id, 'edit')}>
          {t('list.continue')}
        </LinkButton>
      }
    />
  );
};

/** What the event is, where and when, who holds it, its description, and values that differ. */
export const Overview = ({ record }: { readonly record: RecordView }) => {
  const { t } = useTranslation('events');
  const labels = useLabels();
  const who = useWho();
  const [path, setPath] = useState<string | null>(null);
  const fields = useShownFields(record);
  const isBackwards = validate('event', record.values).warnings.some(({ type }) => type === 'endBeforeStart');
  const texts = Object.fromEntries(languages.map((language) => [language, textAt(record.values, `description.${language}`)]));
  const label = labels.name('event', 'description');
  return (
    <>
      <Unsaved record={record} />
      {!record.deleted && <Rivals record={record} />}
      <FieldGrid>
        {fields.map(([name, shown]) => {
          const by = record.changedBy[name];
          return (
            shown && (
              <FieldRow
                key={name}
                label={name === 'start' ? t('detail.when') : labels.name('event', name)}
                wide={name === 'organiser'}
                onHistory={() => setPath(name)}
                {...(by ? { changed: who.whole(by) } : {})}
                {...(name === 'start' && isBackwards ? { warning: t('detail.endBeforeStart') } : {})}
              >
                {shown}
              </FieldRow>
            )
          );
        })}
      </FieldGrid>
      <Section title={label}>
        <TrilingualText
          label={label}
          texts={texts}
          outdated={languages.filter((language) => record.outdated.includes(`description.${language}`))}
        />
      </Section>
      <VersionsDialog record={record} path={path} onClose={() => setPath(null)} />
    </>
  );
};
