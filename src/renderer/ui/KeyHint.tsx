import styles from './KeyHint.module.css';

/** Shows keys where they act: "Ctrl K", "1", "Alt H". One box per word. */
export const KeyHint = ({ keys, apart = false }: { readonly keys: string; readonly apart?: boolean }) => (
  <span className={styles.keys} aria-hidden="true">
    {(apart ? keys.split(' ') : [keys]).map((key) => (
      <kbd key={key} className={styles.key}>
        {key}
      </kbd>
    ))}
  </span>
);
