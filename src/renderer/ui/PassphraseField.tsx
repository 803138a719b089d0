import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { inputProps } from './FormField.tsx';

export type PassphraseFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  /** Enter, where the field stands in a form that asks for more. */
  readonly onEnter?: () => void;
};

/** A passphrase is hidden until its eye is pressed; browsers are asked not to keep it. */
export const PassphraseField = ({ label, value, onChange, description, error, autoFocus = false, onEnter }: PassphraseFieldProps) => {
  const { t } = useTranslation();
  return (
    <PasswordInput
      {...inputProps({ label, description, error, autoFocus })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || onEnter === undefined) return;
        event.preventDefault();
        onEnter();
      }}
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('action.showTyped'), tabIndex: 0 }}
    />
  );
};
