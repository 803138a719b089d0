import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../i18n/languages.ts';
import styles from './WalkIn.module.css';

type YesNoProps = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly language: Language;
  readonly onChange: (value: 'yes' | 'no') => void;
};

/** Two equal answers, neither chosen beforehand. */
export const YesNo = ({ name, label, value, language, onChange }: YesNoProps) => {
  const { t } = useTranslation('desk', { lng: language });
  return (
    <fieldset className={styles.question}>
      <legend>{label}</legend>
      <div>
        {(['yes', 'no'] as const).map((answer) => (
          <label key={answer} data-chosen={value === answer}>
            <input type="radio" name={name} checked={value === answer} onChange={() => onChange(answer)} />
            {value === answer && <IconCheck size={20} stroke={2} />}
            {t(answer)}
          </label>
        ))}
      </div>
    </fieldset>
  );
};
