import { useTranslation } from 'react-i18next';
import { hungarianSpelling } from '../../base/fold.ts';
import { Button } from './Button.tsx';
import styles from './FormField.module.css';
import { WarningLine } from './WarningLine.tsx';

export type SpellingOfferProps = { readonly lang: string | undefined; readonly text: string; readonly onRewrite: (text: string) => void };

const fieldOf = (element: Element | null): HTMLElement | null =>
  element && (element.querySelector<HTMLElement>('input, textarea') ?? fieldOf(element.parentElement));

/** Under a Hungarian text: it holds letters that old systems wrote for ő and ű, and one press rewrites it. Null where it holds none. */
export const spellingOffer = (props: SpellingOfferProps) =>
  props.lang === 'hu' && hungarianSpelling(props.text) !== null ? <SpellingOffer {...props} /> : null;

const SpellingOffer = ({ text, onRewrite }: SpellingOfferProps) => {
  const { t } = useTranslation();
  return (
    <span className={styles.offer}>
      <WarningLine text={t('spelling.notHungarian')} />
      <Button
        small
        variant="quiet"
        onClick={(event) => {
          fieldOf(event.currentTarget)?.focus();
          onRewrite(hungarianSpelling(text) ?? text);
        }}
      >
        {t('spelling.rewrite')}
      </Button>
    </span>
  );
};
