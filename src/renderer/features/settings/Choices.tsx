import styles from './Settings.module.css';

export type ChoicesProps<Value extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
};

/** A few answers side by side, one of them pressed. */
export const Choices = <Value extends string>({ label, choices, chosen, onChoose }: ChoicesProps<Value>) => (
  <fieldset aria-label={label} className={styles.choices}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        lang={choice.lang}
        aria-pressed={choice.value === chosen}
        onClick={() => onChoose(choice.value)}
      >
        {choice.label}
      </button>
    ))}
  </fieldset>
);
