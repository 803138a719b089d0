import { IconLanguage } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toLanguage } from '../i18n/format.ts';
import { type Language, languageNames, languages } from '../i18n/languages.ts';
import { classes } from './classes.ts';
import { useKeys } from './keys.ts';
import { spellingOffer } from './SpellingOffer.tsx';
import styles from './TrilingualText.module.css';

export type Texts = Readonly<Partial<Record<Language, string>>>;

type Common = {
  readonly label: string;
  readonly texts: Texts;
  /** Languages whose source text is newer. */
  readonly outdated?: readonly Language[];
};

/** Which of the three languages is open: the reader's first, else one that is written. */
export type LanguageTab = { readonly active: Language; readonly choose: (language: Language) => void };

export const useLanguageTab = (texts: Texts): LanguageTab => {
  const { t, i18n } = useTranslation();
  const reader = toLanguage(i18n.language);
  const [chosen, choose] = useState<Language | null>(null);
  const written = texts[reader] ? reader : languages.find((language) => texts[language]);
  const active = chosen ?? written ?? reader;
  const next = (): void => choose(languages[(languages.indexOf(active) + 1) % languages.length] ?? active);
  useKeys([{ keys: 'Alt L', label: t('keys.nextLanguage'), run: next }]);
  return { active, choose };
};

const LanguageTabs = ({ label, id, texts, outdated = [], active, choose }: Common & LanguageTab & { readonly id: string }) => {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? 2 : 0;
    const next = by === 0 ? undefined : languages[(languages.indexOf(active) + by) % languages.length];
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className={styles.tabs} onKeyDown={onKeyDown}>
      {languages.map((language) => (
        <button
          key={language}
          id={`${id}-${language}`}
          type="button"
          role="tab"
          aria-selected={language === active}
          aria-controls={`${id}-panel`}
          tabIndex={language === active ? 0 : -1}
          className={styles.tab}
          onClick={() => choose(language)}
        >
          <span lang={language}>{languageNames[language]}</span>
          {!texts[language] && <span className={styles.missing}>{t('text.missing')}</span>}
          {texts[language] && outdated.includes(language) && (
            <span className={styles.outdated}>
              <IconLanguage size={14} stroke={2} />
              {t('text.outdated')}
            </span>
          )}
        </button>
      ))}
    </div>
  );
};

type ReadingProps = Common & { readonly note?: (language: Language) => ReactNode };

/** A record text in three languages for reading. `note` stands under an outdated text: what is newer, and what to do. */
export const TrilingualText = (props: ReadingProps) => <OpenText {...props} tab={useLanguageTab(props.texts)} />;

/** The same where what stands around it goes with the language that is open. */
export const OpenText = ({ label, texts, outdated = [], note, tab: { active, choose } }: ReadingProps & { readonly tab: LanguageTab }) => {
  const { t } = useTranslation();
  const id = useId();
  const text = texts[active];
  return (
    <div className={styles.frame}>
      <LanguageTabs {...{ label, id, texts, outdated, active, choose }} />
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`}>
        {text ? (
          <p className={styles.text} lang={active}>
            {text}
          </p>
        ) : (
          <p className={classes(styles.text, styles.none)}>{t('text.notWritten')}</p>
        )}
        {text && outdated.includes(active) && <div className={styles.note}>{note?.(active) ?? t('text.sourceNewer')}</div>}
      </div>
    </div>
  );
};

/** The same, for writing. `onChange` gets one language at a time; an empty text is null. */
export const TrilingualField = ({
  label,
  texts,
  outdated = [],
  onChange,
  onBlur,
  hint,
  error,
  rows = 4,
  singleLine = false,
}: Common & {
  readonly onChange: (language: Language, text: string | null) => void;
  readonly onBlur?: () => void;
  /** Stands beside the label: "needed to finalise". */
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly rows?: number;
  readonly singleLine?: boolean;
}) => {
  const id = useId();
  const { active, choose } = useLanguageTab(texts);
  const shared = {
    id: `${id}-input`,
    lang: active,
    'aria-label': `${label} (${languageNames[active]})`,
    'aria-invalid': error !== undefined,
    ...(error ? { 'aria-describedby': `${id}-error` } : {}),
    value: texts[active] ?? '',
    onBlur,
  };
  const change = (text: string): void => {
    choose(active); // Who empties a text goes on writing in its language.
    onChange(active, text === '' ? null : text);
  };
  return (
    <div className={styles.field}>
      <label htmlFor={`${id}-input`} className={styles.label}>
        {label}
        {hint && <span className={styles.hint}> {hint}</span>}
      </label>
      <div className={classes(styles.frame, styles.editing, error !== undefined && styles.failed)}>
        <LanguageTabs {...{ label, id, texts, outdated, active, choose }} />
        <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${active}`} className={styles.panel}>
          {singleLine ? (
            <input {...shared} type="text" className={styles.input} onChange={(event) => change(event.currentTarget.value)} />
          ) : (
            <textarea {...shared} rows={rows} className={styles.input} onChange={(event) => change(event.currentTarget.value)} />
          )}
        </div>
      </div>
      {spellingOffer({ lang: active, text: texts[active] ?? '', onRewrite: change })}
      {error && (
        <p id={`${id}-error`} className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
};
