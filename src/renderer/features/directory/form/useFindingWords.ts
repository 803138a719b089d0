import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IdentifierWarning } from '../../../../domain/identifiers.ts';
import type { FormChecks } from './checks.ts';

const validationTypes = [
  'required',
  'email',
  'url',
  'phone',
  'year',
  'postcode',
  'countyOfPostcode',
  'countyOfCountry',
  'nace',
  'personalNumber',
] as const;

const identifierTypes = [
  'format',
  'length',
  'leadingZero',
  'checkDigit',
  'unknownVatCode',
  'unknownTaxOffice',
  'unknownCourt',
  'unknownCounty',
  'unknownLetter',
  'serialZero',
  'year',
  'countyAfter2024',
  'oldFormAfter2024',
  'differsFromTaxNumber',
] as const satisfies readonly IdentifierWarning['type'][];

/** What is said at a path: `warningAt` always, `errorAt` only after saving was tried. Personal numbers are refused at once. */
export const useFindingWords = (checks: FormChecks, tried: boolean) => {
  const { t } = useTranslation(['domain', 'directory']);
  return useMemo(() => {
    const words = (path: string, type: string): string => {
      const identifier = path.startsWith('identifier/') ? identifierTypes.find((known) => known === type) : undefined;
      if (identifier) return t(`domain:identifierWarning.${identifier}`);
      const known = validationTypes.find((each) => each === type);
      return known ? t(`domain:validation.${known}`) : t('domain:validation.kind');
    };
    return {
      warningAt: (path: string): string | undefined => {
        const found = checks.odd.filter((finding) => finding.path === path);
        if (found.length === 0) return undefined;
        return [...found.map((finding) => words(path, finding.type)), t('directory:form.savedAsTyped')].join(' ');
      },
      errorAt: (path: string): string | undefined => {
        const found = checks.blocking.find((finding) => finding.path === path);
        return found && (tried || found.type !== 'required') ? words(path, found.type) : undefined;
      },
    };
  }, [checks, tried, t]);
};

export type FindingWords = ReturnType<typeof useFindingWords>;
