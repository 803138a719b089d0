import { TextInput } from '@mantine/core';
import { type FieldCommon, inputProps } from '../../../ui/FormField.tsx';

/** A password or secret key: never shown, never offered by the browser for another form. */
export const SecretField = ({
  value,
  onChange,
  ...common
}: FieldCommon & { readonly value: string; readonly onChange: (value: string) => void }) => (
  <TextInput
    {...inputProps(common)}
    type="password"
    value={value}
    autoComplete="new-password"
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
