import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Confirm.tsx';
import { KeyHint } from '../ui/KeyHint.tsx';
import { activeKeys } from '../ui/keys.ts';
import styles from './KeysOverlay.module.css';

/** Every key that acts on the screen behind it. */
export const KeysOverlay = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} wide>
      <dl className={styles.keys}>
        {opened &&
          activeKeys().map((binding) => (
            <div key={binding.keys}>
              <dt>
                <KeyHint keys={binding.keys} apart />
                <span className="visually-hidden">{binding.keys}</span>
              </dt>
              <dd>{binding.label}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
};
