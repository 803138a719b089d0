import { IconScan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { eventKinds } from '../../../domain/recordTypes.ts';
import { subtitleOf, titleOf } from '../../../domain/titles.ts';
import { textAt } from '../../../domain/values.ts';
import type { Row } from '../../../replica/api.ts';
import { otherYear, useFormat } from '../../i18n/format.ts';
import { useList } from '../../replica/queries.ts';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../state/useNow.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/FormField.tsx';
import { FieldColumns } from '../../ui/FormSection.tsx';
import { DateBlock } from '../../ui/ListRow.tsx';
import { Card, Page, PageHeader, Section } from '../../ui/Page.tsx';
import styles from './ChooseEvent.module.css';
import { deskQueries, isToday, sortOutEvents, startOf, zoneOf } from './deskEvents.ts';
import { useDeskSettings } from './deskSettings.ts';

const EventLine = ({ row, now }: { readonly row: Row; readonly now: number }) => {
  const { t } = useTranslation(['desk', 'domain']);
  const format = useFormat();
  const zone = zoneOf(row);
  const isNow = isToday(row, now);
  const title = titleOf('event', row.values, format.language);
  const kind = eventKinds.find((each) => each === textAt(row.values, 'kind'));
  const detail = [kind ? t(`domain:event.kind.${kind}`) : '', subtitleOf('event', row.values, format.language)].filter(Boolean).join(' · ');
  return (
    <div className={styles.event}>
      <DateBlock {...format.dayParts(startOf(row), zone)} />
      <div className={styles.words}>
        <div className={styles.name}>{title}</div>
        <div className={styles.detail}>
          {[isNow ? t('choose.today') : otherYear(startOf(row), zone, now), detail].filter(Boolean).join(' · ')}
        </div>
      </div>
      <LinkButton variant={isNow ? 'filled' : 'outline'} icon={IconScan} href={hrefTo('desk', row.id)}>
        {t('choose.open')}
        <span className="visually-hidden">: {title}</span>
      </LinkButton>
    </div>
  );
};

/** Which table this is and for which event: today's and the next ones first, past ones behind. */
export const ChooseEvent = () => {
  const { t } = useTranslation('desk');
  const { language } = useFormat();
  const now = useNow();
  const settings = useDeskSettings();
  const [next, latest] = deskQueries(now, language);
  const pages = [useList(next).data, useList(latest).data];
  const isAsked = pages.every((page) => page !== undefined);
  const { coming, past } = sortOutEvents(
    pages.flatMap((page) => page?.rows ?? []),
    now,
  );
  return (
    <Page label={t('title')} header={<PageHeader divided title={t('title')} subtitle={t('intro')} />}>
      <div className={styles.column}>
        <Section title={t('choose.table')}>
          <FieldColumns>
            <TextField label={t('choose.station')} value={settings.station} onChange={settings.setStation} maxLength={40} />
            <TextField
              label={t('choose.pin')}
              description={t('choose.pinHint')}
              value={settings.pin}
              onChange={(pin) => settings.setPin(pin.replace(/\D/g, '').slice(0, 4))}
            />
          </FieldColumns>
        </Section>
        {isAsked && coming.length + past.length === 0 && (
          <EmptyState
            icon={IconScan}
            title={t('choose.none')}
            text={t('choose.noneHint')}
            action={<LinkButton href={hrefTo('events', 'new')}>{t('choose.plan')}</LinkButton>}
          />
        )}
        {coming.length > 0 && (
          <Section title={t('choose.coming')}>
            <Card>
              {coming.map((row) => (
                <EventLine key={row.id} row={row} now={now} />
              ))}
            </Card>
          </Section>
        )}
        {past.length > 0 && (
          <Section title={t('choose.past')}>
            <Card>
              {past.map((row) => (
                <EventLine key={row.id} row={row} now={now} />
              ))}
            </Card>
          </Section>
        )}
      </div>
    </Page>
  );
};
