import { Autocomplete } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { energyClasses, type NaceCode, type NaceScheme, naceElement, parseNaceCode, parseNaceElement } from '../../../../domain/nace.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useValues } from '../../../replica/queries.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { inputProps, SelectField } from '../../../ui/FormField.tsx';
import { FieldColumns } from '../../../ui/FormSection.tsx';
import styles from './OrganisationForm.module.css';

const schemes = ['2.1', '2'] as const satisfies readonly NaceScheme[];

export type NaceFieldProps = {
  readonly elements: readonly string[];
  readonly onAdd: (code: NaceCode) => void;
  readonly onRemove: (element: string) => void;
};

const useSchemeWords = () => {
  const { t } = useTranslation('domain');
  return (scheme: NaceScheme): string => (scheme === '2' ? t('naceScheme.2') : t('naceScheme.21'));
};

/** Codes of the revision that have a title of their own or are in use already. */
const useOffered = (scheme: NaceScheme): readonly NaceCode[] => {
  const used = (useValues('organisation', 'nace', 300) ?? [])
    .flatMap(({ value }) => (typeof value === 'string' ? (parseNaceElement(value) ?? []) : []))
    .filter((code) => code.scheme === scheme);
  const titled = energyClasses[scheme].map((code): NaceCode => ({ scheme, code }));
  return [...titled, ...used.filter(({ code }) => !energyClasses[scheme].includes(code))];
};

const Codes = ({ elements, onRemove }: Pick<NaceFieldProps, 'elements' | 'onRemove'>) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const schemeWords = useSchemeWords();
  return (
    <ul className={styles.codes}>
      {elements.map((element) => {
        const code = element.replace(/^.*:/, '');
        return (
          <li key={element} className={styles.code}>
            <span>
              <span className={styles.number}>{code}</span> {labels.naceTitle(element)}
            </span>
            <span className={styles.scheme}>{schemeWords(parseNaceElement(element)?.scheme ?? '2.1')}</span>
            <IconButton variant="quiet" icon={IconX} label={t('form.remove', { value: code })} onClick={() => onRemove(element)} />
          </li>
        );
      })}
    </ul>
  );
};

/** Activity codes, each with the revision it belongs to; typed as a code or found by a word of its title. */
export const NaceField = ({ elements, onAdd, onRemove }: NaceFieldProps) => {
  const { t } = useTranslation(['directory', 'domain']);
  const labels = useLabels();
  const schemeWords = useSchemeWords();
  const [scheme, setScheme] = useState<NaceScheme>('2.1');
  const [typed, setTyped] = useState('');
  const offered = useOffered(scheme).filter((code) => !elements.includes(naceElement(code)));
  const textOf = (code: NaceCode): string => [code.code, labels.naceTitle(naceElement(code))].filter(Boolean).join(' ');
  const take = (text: string): void => {
    const code = offered.find((each) => textOf(each) === text) ?? parseNaceCode(scheme, text);
    if (code === null) return;
    onAdd(code);
    setTyped('');
  };
  const unknown = /^\s*[A-V]?\s*\d{2}\.?\d{2}\s*$/i.test(typed) && parseNaceCode(scheme, typed) === null;
  return (
    <>
      {elements.length > 0 && <Codes elements={elements} onRemove={onRemove} />}
      <FieldColumns>
        <Autocomplete
          {...inputProps({
            label: t('form.naceAdd'),
            description: t('form.naceHint'),
            warning: unknown ? t('domain:validation.nace') : undefined,
          })}
          data={[...new Set(offered.map(textOf))]}
          value={typed}
          onChange={setTyped}
          onOptionSubmit={take}
          onKeyDown={(event) => {
            if (event.key === 'Enter') take(typed);
          }}
          onBlur={() => take(typed)}
        />
        <SelectField
          label={t('form.naceScheme')}
          value={scheme}
          choices={schemes.map((value) => ({ value, label: schemeWords(value) }))}
          onChange={(value) => setScheme(value === '2' ? '2' : '2.1')}
        />
      </FieldColumns>
    </>
  );
};
