import { useTranslation } from 'react-i18next';
import type { Identity, ReplicaApi } from '../../../replica/api.ts';

export type StartScreenProps = { readonly replica: ReplicaApi; readonly onReady: (identity: Identity) => void };

/** First start: language, who is working here, and where the data comes from. */
export const StartScreen = (_: StartScreenProps) => {
  const { t } = useTranslation();
  return <main>{t('load.reading')}</main>;
};
