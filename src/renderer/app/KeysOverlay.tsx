import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Confirm.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { activeKeys } from '../ui/keys.ts';
import styles from './KeysOverlay.module.css';

/** What the screen does by key, with all the keys that do it. */
const keysByLabel = (): ReadonlyMap<string, readonly string[]> => {
  const byLabel = new Map<string, readonly string[]>();
  for (const { keys, label } of activeKeys()) byLabel.set(label, [...(byLabel.get(label) ?? []), keys]);
  return byLabel;
};

/** Every key that acts on the screen behind it. */
export const KeysOverlay = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} wide>
      <dl className={styles.keys}>
        {opened &&
          [...keysByLabel()].map(([label, keys]) => (
            <div key={label}>
              <dt>
                {keys.map((each) => (
                  <span key={each}>
                    <KeyHint keys={each} apart /> <span className="visually-hidden">{each}</span>
                  </span>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
};
