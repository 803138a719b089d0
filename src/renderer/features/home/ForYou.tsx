import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Card, Section } from '../../ui/Page.tsx';
import styles from './Home.module.css';
import { type Task, waitingIn } from './task.ts';

const TaskRow = ({ task }: { readonly task: Task }) => (
  <div className={styles.task}>
    <span className={classes(styles.icon, styles[task.tone])}>
      <task.icon size={18} stroke={1.75} />
    </span>
    <div className={styles.words}>
      <div className={styles.name}>{task.title}</div>
      <div className={styles.detail} title={task.detail}>
        {task.detail}
      </div>
    </div>
    <span className={styles.when}>{task.when}</span>
    <LinkButton href={task.href}>{task.action}</LinkButton>
  </div>
);

export const ForYou = ({ tasks }: { readonly tasks: readonly Task[] }) => {
  const { t } = useTranslation('home');
  return (
    <Section title={t('forYou')} count={waitingIn(tasks)}>
      {tasks.length === 0 ? (
        <EmptyState icon={IconCheck} title={t('calm.title')} text={t('calm.text')} />
      ) : (
        <Card>
          {tasks.map((task) => (
            <TaskRow key={task.key} task={task} />
          ))}
        </Card>
      )}
    </Section>
  );
};
