import type { Module } from 'i18next';

const locales: Readonly<Record<string, string>> = { hu: 'hu-HU', ro: 'ro-RO', en: 'en-GB' };

type Options = Readonly<Record<string, unknown>>;

/** i18next's formatter: the number that a sentence counts is written as its language writes numbers ("30 556 adatlap"), all else as it is. */
export const countFormatter = {
  type: 'formatter',
  init: () => undefined,
  format: (value: unknown, _format?: string, language?: string, options?: Options): unknown =>
    typeof value === 'number' && options?.interpolationkey === 'count'
      ? new Intl.NumberFormat(locales[language ?? '']).format(value)
      : value,
} as const satisfies Module & Options;

/** With the formatter asked about every value. */
export const interpolation = { escapeValue: false, alwaysFormat: true } as const;
