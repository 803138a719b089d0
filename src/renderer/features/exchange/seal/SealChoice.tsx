import { Radio } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportRequest, OfficeLedger } from '../../../../replica/api.ts';
import { useFormat } from '../../../i18n/format.ts';
import { useIdentity, useReplica } from '../../../replica/context.ts';
import { useTrust } from '../../../replica/queries.ts';
import { Button } from '../../../ui/Button.tsx';
import { PassphraseField } from '../../../ui/PassphraseField.tsx';
import { RecoverySheet } from './RecoverySheet.tsx';
import { readersOf } from './readers.ts';
import styles from './SealChoice.module.css';

type Kind = 'none' | 'keys' | 'passphrase';
type Judged = { readonly typed: string; readonly weak: 'short' | 'guessable' | null };
const kinds: readonly Kind[] = ['none', 'keys', 'passphrase'];
const isKind = (text: string): text is Kind => kinds.some((kind) => kind === text);

/** Who can read a bundle that is being made. `seal` is null while a passphrase is not strong enough: then no file is made, sealed or not. */
export const useSealChoice = () => {
  const replica = useReplica();
  const [kind, choose] = useState<Kind>('none');
  const [passphrase, setPassphrase] = useState('');
  const [judged, setJudged] = useState<Judged | null>(null);
  const write = async (typed: string): Promise<void> => {
    setPassphrase(typed);
    const checked = await replica.checkPassphrase(typed);
    setJudged({ typed, weak: checked.ok ? null : checked.error.why });
  };
  const isStrong = judged?.typed === passphrase && judged.weak === null;
  const sealOf: Readonly<Record<Kind, Pick<ExportRequest, 'seal'> | null>> = {
    none: {},
    keys: { seal: 'keys' },
    passphrase: isStrong ? { seal: { passphrase } } : null,
  };
  const make = async (): Promise<void> => write(await replica.newPassphrase());
  return { kind, choose, passphrase, write, make, isStrong, weak: judged?.weak ?? null, seal: sealOf[kind] };
};

const PassphrasePart = ({ choice }: { readonly choice: ReturnType<typeof useSealChoice> }) => {
  const { t } = useTranslation('exchange');
  const hint = useId();
  const { passphrase, weak, isStrong } = choice;
  return (
    <div className={styles.passphrase}>
      <PassphraseField
        label={t('seal.passphrase')}
        value={passphrase}
        onChange={(typed) => void choice.write(typed)}
        error={passphrase !== '' && weak !== null ? t(`seal.${weak}`) : undefined}
      />
      {isStrong && <code className={styles.shown}>{passphrase}</code>}
      <p id={hint} className={styles.hint}>
        {t(isStrong ? 'seal.writeDown' : 'seal.printLater')}
      </p>
      <div className={styles.actions}>
        <Button small icon={IconRefresh} onClick={() => void choice.make()}>
          {t('seal.newPassphrase')}
        </Button>
        <Button small icon={IconPrinter} disabled={!isStrong} aria-describedby={hint} onClick={() => window.print()}>
          {t('seal.print')}
        </Button>
      </div>
      {isStrong && <RecoverySheet passphrase={passphrase} />}
    </div>
  );
};

/**
 * What is said of a file that is encrypted to keys; `isOff` while nobody at the office it is for could open it. The desktop refuses it then,
 * too. An `office` of null is everybody.
 */
export const useReaders = (
  office: Pick<OfficeLedger['office'], 'id' | 'name'> | null,
): { readonly isOff: boolean; readonly text: string } => {
  const { t } = useTranslation('exchange');
  const format = useFormat();
  const { device } = useIdentity();
  const trust = useTrust();
  if (!trust) return { isOff: true, text: '' };
  const readers = readersOf({ offices: trust.offices, device, office: office?.id ?? null });
  if (readers.can === 'nobodyThere') return { isOff: true, text: t(`seal.${readers.why}`, { office: office?.name ?? '' }) };
  return {
    isOff: false,
    text: readers.can === 'ownOnly' ? t('seal.keysAlone') : t('seal.keysHint', { offices: format.list(readers.names) }),
  };
};

type SealChoiceProps = { readonly choice: ReturnType<typeof useSealChoice>; readonly readers: ReturnType<typeof useReaders> };

/** Anyone, the laptops of the own offices, or whoever has a passphrase. What is chosen here is what is made; nothing weaker stands in for it. */
export const SealChoice = ({ choice, readers }: SealChoiceProps) => {
  const { t } = useTranslation('exchange');
  return (
    <>
      <Radio.Group
        label={t('seal.who')}
        value={choice.kind}
        onChange={(value) => isKind(value) && choice.choose(value)}
        className={styles.group ?? ''}
      >
        <Radio value="none" label={t('seal.none')} />
        <Radio
          value="keys"
          label={t('seal.keys')}
          description={readers.text}
          disabled={readers.isOff}
          classNames={{ description: styles.about ?? '' }}
        />
        <Radio
          value="passphrase"
          label={t('seal.withPassphrase')}
          description={t('seal.withPassphraseHint')}
          classNames={{ description: styles.about ?? '' }}
        />
      </Radio.Group>
      {choice.kind === 'passphrase' && <PassphrasePart choice={choice} />}
    </>
  );
};
