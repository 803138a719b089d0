import { useTranslation } from 'react-i18next';
import { ChooseOne } from '../../records/ChooseOne.tsx';
import { DetailBody } from '../../ui/DetailHeader.tsx';
import styles from './Catalogue.module.css';
import type { Catalogue, CataloguedType } from './catalogues.ts';
import { IndicatorTable } from './IndicatorTable.tsx';

/** What stands beside the list while no record is chosen: the indicators at a glance, and what this room will bring next. */
export const Overview = ({ catalogue, type }: { readonly catalogue: Catalogue; readonly type: CataloguedType }) => {
  const { t } = useTranslation('catalogue');
  return (
    <DetailBody>
      {catalogue.name === 'studies' ? (
        <IndicatorTable />
      ) : (
        <ChooseOne type={type} icon={catalogue.icon} title={t(`choose.${type}`)} text={t('chooseHint')} />
      )}
      <p className={styles.coming}>{t(`coming.${catalogue.name}`)}</p>
    </DetailBody>
  );
};
