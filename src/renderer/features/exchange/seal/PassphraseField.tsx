import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inputProps } from '../../../ui/FormField.tsx';

export type PassphraseFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
};

/** A passphrase is hidden until its eye is pressed; browsers are asked not to keep it. */
export const PassphraseField = ({ label, value, onChange, description, error, autoFocus = false }: PassphraseFieldProps) => {
  const { t } = useTranslation('exchange');
  return (
    <PasswordInput
      {...inputProps({ label, description, error, autoFocus })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('seal.show'), tabIndex: 0 }}
    />
  );
};
