import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '../../../../base/json.ts';
import { entriesOf, partOf } from '../../../../domain/values.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { dayOf, useFormat } from '../../../i18n/format.ts';
import type { Said } from '../../../i18n/said.ts';
import { useCommit } from '../../../replica/commit.ts';
import { useNow } from '../../../state/useNow.ts';
import { classes } from '../../../ui/classes.ts';
import { Card, Section } from '../../../ui/Page.tsx';
import styles from './ReportBody.module.css';

const Step = ({ name, step, view }: { readonly name: string; readonly step: JsonObject; readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const format = useFormat();
  const commit = useCommit();
  const now = useNow();
  const [what, due] = [partOf(step, 'what'), partOf(step, 'due')];
  const isDone = step.done === true;
  const isLate = !isDone && due !== '' && due < dayOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const tick = (done: boolean): void => {
    const set = { [`followUp/${name}`]: { ...step, done } };
    const said: Said = (t) => t(done ? 'visits:followUp.isDone' : 'visits:followUp.isOpen', { what });
    void commit([{ kind: 'set', type: 'visit', id: view.id, set, shown: view.seen }], said);
  };
  return (
    <div className={styles.step}>
      <Checkbox aria-label={t('followUp.markDone', { what })} checked={isDone} onChange={(event) => tick(event.currentTarget.checked)} />
      <span className={classes(styles.words, isDone && styles.done)}>
        {what}
        <span className={classes(styles.second, isLate && styles.late)}>
          {[partOf(step, 'who'), due && format.shortDay(due), isLate && t('followUp.overdue')].filter(Boolean).join(' · ')}
        </span>
      </span>
    </div>
  );
};

/** Who does what until when; a step is ticked off right here. */
export const FollowUps = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('visits');
  const steps = entriesOf(view.values, 'followUp');
  return (
    <Section title={t('report.followUps')} count={steps.length}>
      {steps.length === 0 ? (
        <p className={styles.none}>{t('report.noFollowUps')}</p>
      ) : (
        <Card>
          {steps.map(([key, step]) => (
            <Step key={key} name={key} step={step} view={view} />
          ))}
        </Card>
      )}
    </Section>
  );
};
