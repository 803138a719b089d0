import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAddress } from '../../../../domain/addresses.ts';
import { formatPhone } from '../../../../domain/phones.ts';
import { validate } from '../../../../domain/validation.ts';
import { elementsOf, groupAt, textAt } from '../../../../domain/values.ts';
import { webAddress } from '../../../../domain/webAddress.ts';
import type { RecordView } from '../../../../replica/api.ts';
import { useLabels } from '../../../i18n/labels.ts';
import { useWho } from '../../../records/useWho.ts';
import { FieldGrid, FieldRow, TagList } from '../../../ui/FieldGrid.tsx';
import { identifierLines, provesItself } from '../describe.ts';
import styles from './Fields.module.css';
import { naceScheme } from './naceScheme.ts';

export type FieldsProps = { readonly record: RecordView; readonly onHistory: (path: string) => void };

type Line = {
  readonly path: string;
  readonly label: string;
  readonly content: ReactNode;
  readonly warning?: string | undefined;
  readonly wide?: boolean;
};

/** The newest change at a path or below it. */
const changeOf = (record: RecordView, path: string) =>
  Object.entries(record.changedBy)
    .filter(([changed]) => changed === path || changed.startsWith(`${path}/`) || changed.startsWith(`${path}.`))
    .map(([, by]) => by)
    .sort((a, b) => b.at - a.at)[0];

const useIdentifierLines = ({ values }: RecordView): readonly Line[] => {
  const { t } = useTranslation(['directory', 'domain']);
  return identifierLines(values).map((line) => ({
    path: `identifier/${line.kind}`,
    label: t(`identifier.${line.kind}`),
    content: (
      <span className={styles.identifier}>
        {line.shown}
        {provesItself(line) && (
          <span className={styles.valid} role="img" aria-label={t('field.valid')} title={t('field.valid')}>
            <IconCheck size={16} stroke={2} />
          </span>
        )}
      </span>
    ),
    warning: line.warnings.map((type) => t(`domain:identifierWarning.${type}`)).join(' ') || undefined,
  }));
};

const useWarnings = ({ values }: RecordView) => {
  const { t } = useTranslation('domain');
  const { errors, warnings } = validate('organisation', values);
  const found = [...errors, ...warnings];
  const words = {
    postcode: t('validation.postcode'),
    countyOfPostcode: t('validation.countyOfPostcode'),
    countyOfCountry: t('validation.countyOfCountry'),
    phone: t('validation.phone'),
    email: t('validation.email'),
    url: t('validation.url'),
  };
  return (path: string): string | undefined => {
    const type = found.find((warning) => warning.path === path)?.type;
    return Object.entries(words).find(([name]) => name === type)?.[1];
  };
};

const Link = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <a href={href} className={styles.link} target="_blank" rel="noreferrer">
    {children}
  </a>
);

const usePlainLines = (record: RecordView): readonly Line[] => {
  const { values } = record;
  const labels = useLabels();
  const warningAt = useWarnings(record);
  const address = formatAddress(groupAt(values, 'address'), textAt(values, 'country'));
  const [phone, email, website] = [textAt(values, 'phone'), textAt(values, 'email'), textAt(values, 'website')];
  const sector = textAt(values, 'sector');
  const network = textAt(values, 'network');
  const name = (field: string): string => labels.name('organisation', field);
  const line = (path: string, text: string, content: ReactNode = text, wide = false): readonly Line[] =>
    text === '' ? [] : [{ path, label: name(path), content, warning: warningAt(path), wide }];
  return [
    ...line('address', address),
    ...line('phone', phone, formatPhone(phone)),
    ...line('email', email, warningAt('email') ? email : <Link href={`mailto:${email}`}>{email}</Link>),
    ...line(
      'website',
      website,
      warningAt('website') === undefined ? (
        <Link href={webAddress(website) ?? ''}>{website.replace(/^https?:\/\/|\/$/gi, '')}</Link>
      ) : (
        website
      ),
    ),
    ...line('network', network),
    ...line('sector', sector, labels.choice('organisation', 'sector', sector)),
  ];
};

const useNaceLines = ({ values }: RecordView): readonly Line[] => {
  const { t } = useTranslation('domain');
  const labels = useLabels();
  const elements = elementsOf(values, 'nace');
  const schemes = [...new Set(elements.map(naceScheme))];
  return schemes.map((scheme) => ({
    path: 'nace',
    label: scheme === '2' ? t('naceScheme.2') : t('naceScheme.21'),
    content: (
      <ul>
        {elements
          .filter((element) => naceScheme(element) === scheme)
          .map((element) => (
            <li key={element}>{[element.replace(/^.*:/, ''), labels.naceTitle(element)].filter(Boolean).join(' ')}</li>
          ))}
      </ul>
    ),
  }));
};

/** The fields of an organisation with a mark where a number proves itself, a warning where something is odd, and who wrote them. */
export const Fields = ({ record, onHistory }: FieldsProps) => {
  const { t } = useTranslation('directory');
  const labels = useLabels();
  const who = useWho();
  const tags = elementsOf(record.values, 'tag').map(labels.tag);
  const tagLine: readonly Line[] =
    tags.length === 0 ? [] : [{ path: 'tag', label: labels.name('organisation', 'tag'), content: <TagList tags={tags} /> }];
  const lines = [...useIdentifierLines(record), ...usePlainLines(record), ...useNaceLines(record), ...tagLine];
  if (lines.length === 0) return <p className={styles.nothing}>{t('field.nothing')}</p>;
  return (
    <FieldGrid>
      {lines.map(({ path, label, content, warning, wide = false }) => {
        const by = changeOf(record, path);
        return (
          <FieldRow
            key={`${path} ${label}`}
            label={label}
            wide={wide}
            onHistory={() => onHistory(path)}
            {...(warning ? { warning } : {})}
            {...(by ? { changed: who.whole(by) } : {})}
          >
            {content}
          </FieldRow>
        );
      })}
    </FieldGrid>
  );
};
