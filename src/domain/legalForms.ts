import type { Country } from './territory.ts';

/** A name taken apart: its legal form in the usual notation, and the rest. */
export type NameWithForm = { readonly stem: string; readonly form: string };

type Pattern = readonly [form: string, pattern: RegExp];

const end = (form: string, pattern: string): Pattern => [form, new RegExp(`[\\s,]+(?:${pattern})\\.?\\s*$`, 'iu')];
const start = (form: string, pattern: string): Pattern => [form, new RegExp(`^\\s*(?:${pattern})\\s+`, 'iu')];

/** Longer forms before those they end with. */
const patterns: Readonly<Record<Country, readonly Pattern[]>> = {
  HU: [
    end('Nonprofit Kft.', 'nonprofit (?:kft|korlátolt felelősségű társaság)'),
    end('Nonprofit Zrt.', 'nonprofit zrt'),
    end('Kft.', 'kft|korlátolt felelősségű társaság'),
    end('Zrt.', 'zrt|zártkörűen működő részvénytársaság'),
    end('Nyrt.', 'nyrt'),
    end('Rt.', 'rt'),
    end('Bt.', 'bt|betéti társaság'),
    end('Kkt.', 'kkt'),
    end('Kht.', 'kht'),
    end('e.v.', 'e\\.? ?v|egyéni vállalkozó'),
    end('Szövetkezet', 'szövetkezet'),
    end('Egyesület', 'egyesület'),
    end('Alapítvány', 'alapítvány'),
    end('Szövetség', 'szövetség'),
  ],
  RO: [
    end('SRL-D', 's\\.?r\\.?l\\.?[ -]?d'),
    end('SRL', 's\\.? ?r\\.? ?l'),
    end('SNC', 's\\.?n\\.?c'),
    end('SCS', 's\\.?c\\.?s'),
    end('SA', 's\\.? ?a'),
    end('PFA', 'p\\.?f\\.?a'),
    end('II', 'î\\.?i|i\\.?i'),
    end('IF', 'î\\.?f|i\\.?f'),
    start('Asociația', 'asocia[țţt]ia'),
    start('Fundația', 'funda[țţt]ia'),
    start('Federația', 'federa[țţt]ia'),
  ],
};

/** Legal form as it stands in a name of that country, at its end or (Romanian associations) at its beginning; null where there is none. */
export const readLegalForm = (name: string, country: Country): NameWithForm | null => {
  for (const [form, pattern] of patterns[country]) {
    if (!pattern.test(name)) continue;
    const stem = name
      .replace(pattern, '')
      .replace(/^S\.?C\.?\s+/, '')
      .trim();
    if (stem !== '') return { stem, form };
  }
  return null;
};

const countries: readonly Country[] = ['HU', 'RO'];

/** A folded search text without a legal form and without the S.C. that Romanian companies used to put first; null where it has neither or nothing else. */
export const withoutLegalForm = (key: string): string | null => {
  const stem = countries.map((country) => readLegalForm(key, country)?.stem).find((found) => found !== undefined) ?? key;
  const rest = stem.replace(/^s ?c (?=.)/, '');
  return rest === key ? null : rest;
};
