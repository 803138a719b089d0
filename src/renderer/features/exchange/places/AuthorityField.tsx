import { FileInput } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inputProps } from '../../../ui/FormField.tsx';

const begins = '-----BEGIN CERTIFICATE-----';
const mostBytes = 64 * 1024;

/** The certificate of an authority that signs a server's own one, from a PEM file; nothing is handed on while the chosen file is none. */
export const AuthorityField = ({ onRead }: { readonly onRead: (pem: string) => void }) => {
  const { t } = useTranslation(['exchange', 'common']);
  const field = useRef<HTMLButtonElement>(null);
  const [file, choose] = useState<File | null>(null);
  const [isWrong, setWrong] = useState(false);
  const read = async (chosen: File | null): Promise<void> => {
    choose(chosen);
    if (chosen === null) field.current?.focus(); // The button that cleared it is gone.
    const text = chosen === null || chosen.size > mostBytes ? '' : await chosen.text();
    const isPem = text.includes(begins);
    setWrong(chosen !== null && !isPem);
    onRead(isPem ? text : '');
  };
  return (
    <FileInput
      {...inputProps({
        label: t('exchange:places.authority.label'),
        description: t('exchange:places.authority.hint'),
        placeholder: t('exchange:places.authority.none'),
        error: isWrong ? t('exchange:places.authority.wrong') : undefined,
      })}
      ref={field}
      value={file}
      onChange={(chosen) => void read(chosen)}
      accept=".pem,.crt,.cer,application/x-x509-ca-cert,application/x-pem-file"
      leftSection={<IconCertificate size={18} stroke={1.75} />}
      clearable
      clearButtonProps={{ 'aria-label': t('common:action.clear') }}
    />
  );
};
