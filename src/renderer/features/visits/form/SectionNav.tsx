import { IconAlertCircle, IconCheck, IconCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../../../ui/KeyHint.tsx';
import styles from './SectionNav.module.css';
import { jumpTo, type SectionName, sectionNames } from './sections.ts';

export type SectionState = { readonly missing: boolean; readonly filled: boolean; readonly count?: number };

const Mark = ({ state }: { readonly state: SectionState }) => {
  const { t } = useTranslation('visits');
  if (state.missing)
    return <IconAlertCircle size={18} stroke={1.75} className={styles.missing} aria-label={t('form.missing')} role="img" />;
  if (state.filled) return <IconCheck size={18} stroke={1.75} className={styles.complete} aria-label={t('form.complete')} role="img" />;
  return <IconCircle size={18} stroke={1.75} className={styles.open} aria-hidden="true" />;
};

/** Where one is in the form and what is complete; Alt and the arrows go from one to the next. */
export const SectionNav = ({
  states,
  active,
}: {
  readonly states: Readonly<Record<SectionName, SectionState>>;
  readonly active: SectionName;
}) => {
  const { t } = useTranslation('visits');
  return (
    <nav aria-label={t('form.sections')} className={styles.nav}>
      <ul>
        {sectionNames.map((name) => (
          <li key={name}>
            <button
              type="button"
              className={styles.item}
              aria-current={name === active ? 'location' : undefined}
              onClick={() => jumpTo(name)}
            >
              <Mark state={states[name]} />
              <span className={styles.word}>{t(`form.${name}`)}</span>
              {states[name].count !== undefined && states[name].count > 0 && <span className={styles.count}>{states[name].count}</span>}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.keys}>
        <span>{t('form.jump')}</span>
        <KeyHint keys="Alt&nbsp;↑" />
        <KeyHint keys="Alt&nbsp;↓" />
      </p>
    </nav>
  );
};
