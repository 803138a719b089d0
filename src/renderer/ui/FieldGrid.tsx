import { IconAlertCircle, IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './FieldGrid.module.css';

/** Fields of a record, label at left and value at right, in two columns where there is room. */
export const FieldGrid = ({ children }: { readonly children: ReactNode }) => <dl className={styles.grid}>{children}</dl>;

export type FieldRowProps = {
  readonly label: string;
  readonly children: ReactNode;
  /** Stands under the value in amber and never blocks. */
  readonly warning?: string;
  /** Who and when, shown on hover and focus. */
  readonly changed?: string;
  /** Opens the versions of this field. */
  readonly onHistory?: () => void;
  /** Over both columns. */
  readonly wide?: boolean;
};

export const FieldRow = ({ label, children, warning, changed, onHistory, wide = false }: FieldRowProps) => {
  const { t } = useTranslation();
  return (
    <div className={styles.row} data-wide={wide}>
      <dt>{label}</dt>
      <dd>
        <div className={styles.value}>{children}</div>
        {warning && (
          <div className={styles.warning}>
            <IconAlertCircle size={16} stroke={1.75} />
            {warning}
          </div>
        )}
        {changed && <div className={styles.changed}>{changed}</div>}
      </dd>
      {onHistory && (
        <dd className={styles.action}>
          <button type="button" className={styles.history} aria-label={t('field.history', { label })} title={changed} onClick={onHistory}>
            <IconHistory size={16} stroke={1.75} />
          </button>
        </dd>
      )}
    </div>
  );
};

/** A set of words, each in its own small frame. */
export const TagList = ({ tags }: { readonly tags: readonly string[] }) => (
  <ul className={styles.tags}>
    {tags.map((tag) => (
      <li key={tag}>{tag}</li>
    ))}
  </ul>
);
