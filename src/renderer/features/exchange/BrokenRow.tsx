import { useTranslation } from 'react-i18next';
import type { OfficeLedger } from '../../../replica/api.ts';
import { useDoHere } from '../../replica/commit.ts';
import { useView } from '../../state/view.ts';
import { Button } from '../../ui/Button.tsx';
import styles from './OfficeList.module.css';

/**
 * What is wrong with the row of an office's bundles. Nobody may be able to mend it, so a person can stop hearing of it until something new
 * comes from there.
 */
export const BrokenRow = ({ entry: { office, broken, lastBundle, retired } }: { readonly entry: OfficeLedger }) => {
  const { t } = useTranslation('exchange');
  const quietSince = useView((view) => view.quietSince[office.id]) ?? '';
  const setQuietSince = useView((view) => view.setQuietSince);
  const doHere = useDoHere();
  if (retired !== null || broken.length === 0 || lastBundle === null || lastBundle === quietSince) return null;
  const hide = (): void =>
    doHere(
      (t) => t('exchange:seen.hidden', { office: office.name }),
      () => setQuietSince(office.id, lastBundle),
      () => setQuietSince(office.id, quietSince),
    );
  return (
    <span className={styles.broken}>
      {broken.map((kind) => (
        <span key={kind} className={styles.second}>
          {t(`seen.broken.${kind}`)}
        </span>
      ))}
      <Button small variant="quiet" onClick={hide}>
        {t('seen.hide')}
        <span className="visually-hidden"> {office.name}</span>
      </Button>
    </span>
  );
};
