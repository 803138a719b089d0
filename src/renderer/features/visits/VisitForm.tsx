import { IconCheck, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RecordId } from '../../../base/ids.ts';
import { dayIn, zones } from '../../../domain/times.ts';
import { elementsOf, textAt, type Values } from '../../../domain/values.ts';
import { finaliseVisit } from '../../../domain/visits.ts';
import type { Identity, RecordView } from '../../../replica/api.ts';
import type { Said } from '../../i18n/said.ts';
import { DeletedNotice } from '../../records/DeletedNotice.tsx';
import { useIdentity } from '../../replica/context.ts';
import { type DraftForm, useDraftForm } from '../../replica/draft.ts';
import { useRecord } from '../../replica/queries.ts';
import { goTo, stillHere } from '../../state/route.ts';
import { StateBadge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { focusFirstFault, holdsUnread } from '../../ui/focus.ts';
import { useKeys } from '../../ui/keys.ts';
import { ActionMenu } from '../../ui/Menus.tsx';
import { Pane } from '../../ui/Page.tsx';
import { RecordForm } from '../../ui/RecordForm.tsx';
import { SavedMark } from '../../ui/SavedMark.tsx';
import { BasicsSection } from './form/BasicsSection.tsx';
import { FindingsSection } from './form/FindingsSection.tsx';
import { FollowUpsSection } from './form/FollowUpsSection.tsx';
import { type Gap, gapsOfForm } from './form/gaps.ts';
import { MissingPane } from './form/MissingPane.tsx';
import { ParticipantsSection } from './form/ParticipantsSection.tsx';
import { PhotosSection } from './form/PhotosSection.tsx';
import { SectionNav, type SectionState } from './form/SectionNav.tsx';
import { SidePhotos } from './form/SidePhotos.tsx';
import { SummarySection } from './form/SummarySection.tsx';
import { focusedSection, jumpTo, type SectionName, sectionNames } from './form/sections.ts';
import { useActiveSection } from './form/useActiveSection.ts';
import { useLookedUp } from './names.ts';
import { type AddPhotos, useAddPhotos } from './photos/useAddPhotos.ts';
import { usePhotos } from './photos/usePhotos.ts';
import { withSources } from './summarySources.ts';
import styles from './VisitForm.module.css';

export type VisitFormProps = { readonly id: RecordId; readonly view: RecordView | null };

const newVisit = ({ office }: Identity): Values => {
  const zone = office.country === 'RO' ? zones.RO : zones.HU;
  return { status: 'draft', office: office.id, zone, day: dayIn(Date.now(), zone) };
};

const statesOf = (form: DraftForm, gaps: readonly Gap[], photos: number): Readonly<Record<SectionName, SectionState>> => {
  const counted = (name: string): number => elementsOf(form.values, name).length;
  const state = (section: SectionName, filled: boolean, count?: number): SectionState => ({
    missing: gaps.some((gap) => gap.section === section),
    filled,
    ...(count === undefined ? {} : { count }),
  });
  return {
    basics: state('basics', form.text('host') !== ''),
    participants: state('participants', counted('participant') > 0, counted('participant')),
    saw: state(
      'saw',
      ['hu', 'ro', 'en'].some((language) => form.text(`summary.${language}`) !== ''),
    ),
    findings: state('findings', counted('finding') > 0, counted('finding')),
    photos: state('photos', photos > 0, photos),
    followUps: state('followUps', counted('followUp') > 0, counted('followUp')),
  };
};

/** Saving and finalising, each back to the report when it worked; a failure leaves the form as it is. */
const useVisitSteps = (form: DraftForm, { id, view }: VisitFormProps, host: string, adding: AddPhotos, jump: (gap: Gap) => void) => {
  const isFinal = textAt(view?.values ?? {}, 'status') === 'final';
  const leave = (): void => (view ? goTo('visits', id) : goTo('visits'));
  const submit = async (said: Said, also: Values): Promise<void> => {
    const isHere = stillHere();
    if (holdsUnread()) return focusFirstFault();
    if ((await form.submit(said, { ...withSources(view, form.changes), ...also })) && isHere()) goTo('visits', id);
  };
  const save = (): Promise<void> => submit((t) => t(isFinal ? 'visits:form.savedCorrection' : 'visits:form.savedDraft'), {});
  const finalise = async (): Promise<void> => {
    if (isFinal) return save();
    const decision = finaliseVisit(form.values, dayIn(Date.now(), form.text('zone') || zones.HU));
    if (decision.ok) return submit((t) => t('visits:form.finalised', { host }), decision.value);
    const [first] = gapsOfForm(form.values);
    if (first) jump(first);
  };
  const discard = async (): Promise<void> => {
    const isHere = stillHere();
    if (!view && !(await adding.giveUp())) return jumpTo('photos');
    await form.discard();
    if (isHere()) leave();
  };
  return { isFinal, leave, save, finalise, discard };
};

type HeaderProps = { readonly form: DraftForm; readonly title: string; readonly steps: ReturnType<typeof useVisitSteps> };

const Header = ({ form, title, steps }: HeaderProps) => {
  const { t } = useTranslation(['visits', 'common']);
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        <div className={styles.eyebrow}>
          {t('kind')}
          <StateBadge state={steps.isFinal ? 'finalised' : 'draft'}>{steps.isFinal ? t('state.final') : t('state.draft')}</StateBadge>
          <SavedMark savedAt={form.savedAt} failed={form.failed} />
        </div>
        <h1>{title}</h1>
      </div>
      <div className={styles.actions}>
        <ActionMenu
          label={t('report.more')}
          actions={[{ label: t('form.discard'), icon: IconTrash, danger: true, onSelect: () => void steps.discard() }]}
        />
        <Button hint="Esc" onClick={steps.leave}>
          {t('form.close')}
        </Button>
        {!steps.isFinal && (
          <Button icon={IconDeviceFloppy} onClick={() => void steps.save()}>
            {t('form.save')}
          </Button>
        )}
        <Button variant="filled" icon={IconCheck} hint="Ctrl Enter" onClick={() => void steps.finalise()}>
          {steps.isFinal ? t('form.keepCorrection') : t('form.finalise')}
        </Button>
      </div>
    </header>
  );
};

/** One visit for writing: sections at left, fields in the middle, what finalising still needs at right. */
export const VisitForm = ({ id, view }: VisitFormProps) => {
  const { t } = useTranslation('visits');
  const identity = useIdentity();
  const form = useDraftForm('visit', id, view, view ? {} : newVisit(identity));
  const now = useRecord('visit', id).data;
  const photos = usePhotos(id);
  const adding = useAddPhotos(id);
  const hostNow = useLookedUp('organisation', form.text('host'));
  const host = textAt(hostNow ?? {}, 'name');
  const titled = (hostless: string): string => host || (hostNow ? hostless : '');
  const [opened, open] = useState<string | null>(null);
  const { active, onScroll } = useActiveSection();
  const gaps = gapsOfForm(form.values);
  const jump = (gap: Gap): void => {
    if (gap.finding !== null) flushSync(() => open(gap.finding));
    jumpTo(gap.section, gap.field);
  };
  const steps = useVisitSteps(form, { id, view }, host, adding, jump);
  const step = (by: 1 | -1): void => {
    const next = sectionNames[sectionNames.indexOf(focusedSection() ?? active) + by];
    if (next) jumpTo(next);
  };
  useKeys([
    { keys: 'Ctrl Enter', label: t('form.finalise'), run: () => void steps.finalise(), saves: true },
    { keys: 'Ctrl S', label: t('form.save'), run: () => void steps.save(), saves: true },
    { keys: 'Escape', label: t('form.close'), run: steps.leave },
    { keys: 'Alt ArrowDown', label: t('form.nextSection'), run: () => step(1), inFields: true },
    { keys: 'Alt ArrowUp', label: t('form.previousSection'), run: () => step(-1), inFields: true },
  ]);
  if (!form.ready) return null;
  return (
    <RecordForm label={t('form.region')} className={styles.form}>
      <Header form={form} title={titled(view ? t('list.noHost') : t('form.newTitle'))} steps={steps} />
      <div className={styles.columns}>
        <div className={styles.nav}>
          <SectionNav states={statesOf(form, gaps, photos.total)} active={active} />
        </div>
        <Pane label={t('form.region')} className={styles.middle} onScroll={onScroll}>
          {now && <DeletedNotice record={now} title={titled(t('list.noHost'))} />}
          <BasicsSection form={form} />
          <ParticipantsSection form={form} />
          <SummarySection form={form} outdated={view?.outdated ?? []} />
          <FindingsSection form={form} visit={id} saved={view !== null} opened={opened} open={open} />
          <PhotosSection adding={adding} photos={photos} onAdd={() => !view && form.set('status', 'draft')} />
          <FollowUpsSection form={form} />
        </Pane>
        <Pane label={t('form.aside')} className={styles.aside}>
          <MissingPane gaps={gaps} isFinal={steps.isFinal} onJump={jump} />
          <SidePhotos photos={photos} />
        </Pane>
      </div>
    </RecordForm>
  );
};
