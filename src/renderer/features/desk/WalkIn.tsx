import { IconArrowBackUp, IconUserPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { createBadgeCode } from '../../../domain/badges.ts';
import { groupAt, partOf, textAt } from '../../../domain/values.ts';
import type { ReplicaApi, Row, Values } from '../../../replica/api.ts';
import type { Language } from '../../i18n/languages.ts';
import { findSamePerson } from '../../records/survivors.ts';
import { useReplica } from '../../replica/context.ts';
import { type DraftForm, useDraftForm } from '../../replica/draft.ts';
import { SavedMark } from '../../ui/SavedMark.tsx';
import { BadgeCard } from './BadgeCard.tsx';
import deskStyles from './Desk.module.css';
import { DeskButton } from './DeskButton.tsx';
import { focusName, NameFields, orderOf } from './NameFields.tsx';
import { OrganisationChoice } from './OrganisationChoice.tsx';
import { organisationNamed } from './organisationNamed.ts';
import { onlyMeant, SameName } from './SameName.tsx';
import type { Desk } from './useDesk.ts';
import { useSaveKey } from './useSaveKey.ts';
import styles from './WalkIn.module.css';
import { YesNo } from './YesNo.tsx';

type WalkInProps = {
  readonly id: RecordId;
  readonly event: RecordId;
  readonly eventTitle: string;
  readonly desk: Desk;
  readonly language: Language;
};

/** The organisation: as chosen, as named in full without choosing it, or as typed for the office to complete. */
const cameFrom = async (replica: ReplicaApi, values: Values, typed: string): Promise<Values> => {
  if (textAt(values, 'organisation') !== '') return {};
  const named = await organisationNamed(replica, typed);
  return named ? { organisation: named.id, country: textAt(named.values, 'country') } : { organisationName: typed };
};

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const PhotoQuestions = ({ form, language }: { readonly form: DraftForm; readonly language: Language }) => {
  const { t } = useTranslation('desk', { lng: language });
  const photo = groupAt(form.values, 'photo');
  return (
    <div className={styles.pair}>
      {(['portrait', 'publication'] as const).map((part) => (
        <YesNo
          key={part}
          name={part}
          label={t(`walkIn.${part}`)}
          value={partOf(photo, part)}
          language={language}
          onChange={(answer) => form.set('photo', { ...photo, [part]: answer })}
        />
      ))}
    </div>
  );
};

/** Somebody without a registration: organisation, name, two questions. Saved together with the arrival, or not at all. */
export const WalkIn = ({ id, event, eventTitle, desk, language }: WalkInProps) => {
  const { t } = useTranslation('desk', { lng: language });
  const replica = useReplica();
  const [initial] = useState<Values>(() => ({
    event,
    status: 'confirmed',
    walkIn: true,
    role: 'participant',
    badge: createBadgeCode(random),
  }));
  const form = useDraftForm('registration', id, null, initial);
  // Whoever goes back has given this visitor up; only a crash leaves a draft behind.
  const abandon = useRef<() => Promise<void>>(null);
  useLayoutEffect(() => {
    abandon.current = form.discard;
  });
  const [organisation, setOrganisation] = useState('');
  const names = useRef<HTMLDivElement>(null);
  const [missing, setMissing] = useState(false);
  const [same, setSame] = useState<Row | null>(null);
  useSaveKey(() => void desk.saveWalkIn(id, save));
  useEffect(() => () => void abandon.current?.(), []);
  const save = async (): Promise<boolean> => {
    const name = groupAt(form.values, 'name');
    const isNamed = partOf(name, 'family').trim() !== '' && partOf(name, 'given').trim() !== '';
    setMissing(!isNamed);
    if (!isNamed) focusName(names.current);
    if (!isNamed) return false;
    const entered: Values = { ...form.values, ...(await cameFrom(replica, form.values, organisation.trim())) };
    const values: Values = { ...entered, name: { ...name, order: orderOf(entered, language) }, at: Date.now() };
    const page = await replica.list({
      type: 'registration',
      text: `${partOf(name, 'family')} ${partOf(name, 'given')}`,
      where: [{ path: 'event', is: event }],
      locale: language,
      offset: 0,
      limit: 20,
    });
    const [row] = await findSamePerson(replica, values, page.rows);
    if (row && same?.id !== row.id) {
      setSame(row);
      return false;
    }
    const isSaved = await desk.register(id, values);
    if (isSaved) void form.discard();
    return isSaved;
  };
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    void desk.saveWalkIn(id, save);
  };
  if (!form.ready) return null;
  return (
    <form className={styles.walkIn} onSubmit={submit} onKeyDown={onlyMeant.onKeyDown}>
      <div className={styles.form}>
        <h1>{t('walkIn.title')}</h1>
        <OrganisationChoice
          event={event}
          name={organisation}
          language={language}
          onType={(name) => {
            setOrganisation(name);
            form.set('organisation', null);
            form.set('country', null);
          }}
          onChoose={(chosen) => {
            setOrganisation(chosen.name);
            form.set('organisation', chosen.id);
            form.set('country', chosen.country);
            focusName(names.current);
          }}
        />
        <NameFields form={form} language={language} root={names} />
        <PhotoQuestions form={form} language={language} />
        {missing && (
          <p role="alert" className={styles.missing}>
            {t('walkIn.needsName')}
          </p>
        )}
        {same && <SameName row={same} language={language} onCheckIn={() => void desk.checkIn(same, id)} />}
      </div>
      <aside className={styles.aside}>
        <h2>{t('badge.asPrinted')}</h2>
        <BadgeCard values={form.values} organisation={organisation} eventTitle={eventTitle} language={language} />
        <p className={styles.hint}>{t('walkIn.notice')}</p>
      </aside>
      <footer className={deskStyles.foot}>
        <DeskButton main icon={IconUserPlus} hint="Ctrl Enter" type="submit" onClick={onlyMeant.onClick}>
          {t('walkIn.save')}
        </DeskButton>
        <DeskButton icon={IconArrowBackUp} hint="Esc" onClick={() => desk.go({ at: 'prompt' })}>
          {t('back')}
        </DeskButton>
        <span className={deskStyles.gap} />
        <SavedMark savedAt={form.savedAt} failed={form.failed} language={language} />
      </footer>
    </form>
  );
};
