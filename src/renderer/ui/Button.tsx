import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { classes } from './classes.ts';
import type { Icon } from './Icon.ts';
import { KeyHint } from './KeyHint.tsx';

/** `filled`: the one main action of a view. `outline`: everything else. `quiet`: text only. `danger`: outline in brick. `grave`: the main action where it cannot be undone. */
export type ButtonVariant = 'filled' | 'outline' | 'quiet' | 'danger' | 'grave';

type Common = {
  readonly variant?: ButtonVariant;
  readonly icon?: Icon;
  readonly small?: boolean;
  /** The key that does the same; shown on the button. */
  readonly hint?: string;
  readonly children: ReactNode;
};

export type ButtonProps = Common & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'>;

const classOf = (variant: ButtonVariant, small: boolean | undefined, className: string | undefined): string =>
  classes(styles.button, styles[variant], small && styles.small, className);

const Content = ({ icon: Icon, hint, children }: Pick<Common, 'icon' | 'hint' | 'children'>) => (
  <>
    {Icon && <Icon size={18} stroke={1.75} />}
    <span className={styles.label}>{children}</span>
    {hint && <KeyHint keys={hint} />}
  </>
);

export const Button = ({ variant = 'outline', icon, small, hint, children, className, ...rest }: ButtonProps) => (
  <button type="button" className={classOf(variant, small, className)} {...rest}>
    <Content {...(icon ? { icon } : {})} {...(hint ? { hint } : {})}>
      {children}
    </Content>
  </button>
);

/** A link that looks like a button: it goes somewhere, and opens nothing else. */
export const LinkButton = ({ variant = 'outline', icon, small, hint, children, href }: Common & { readonly href: string }) => (
  <a href={href} className={classOf(variant, small, undefined)}>
    <Content {...(icon ? { icon } : {})} {...(hint ? { hint } : {})}>
      {children}
    </Content>
  </a>
);

export type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  readonly icon: Icon;
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string;
  readonly variant?: 'outline' | 'quiet' | 'filled';
};

export const IconButton = ({ icon: Icon, label, variant = 'outline', className, ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    className={classes(styles.button, styles[variant], styles.square, className)}
    {...rest}
  >
    <Icon size={18} stroke={1.75} />
  </button>
);
