import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRecordId } from '../../base/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { formatAddress } from '../../domain/addresses.ts';
import { type Field, fieldsOf } from '../../domain/fields.ts';
import { isIdentifierKind } from '../../domain/identifiers.ts';
import { naceClassKey, parseNaceElement } from '../../domain/nace.ts';
import { formatName, toPersonName } from '../../domain/names.ts';
import { formatPhone } from '../../domain/phones.ts';
import type { RecordType } from '../../domain/recordTypes.ts';
import { namesOfTag } from '../../domain/tags.ts';
import { countyOf } from '../../domain/territory.ts';
import { partOf, textAt, type Values } from '../../domain/values.ts';
import { formatIn, toLanguage } from './format.ts';
import { i18n } from './i18n.ts';
import { type Language, languageNames, languages } from './languages.ts';

/** The text of a key, or `otherwise` where a newer version wrote something this one has no word for. */
const wordOf = (key: string, otherwise: string, language: Language): string => i18n.t(key, { lng: language, defaultValue: otherwise });

/** A path taken apart: `summary.ro` is field `summary` in `ro`, `tag/solar` is element `solar` of `tag`. */
export type PathParts = { readonly name: string; readonly language: Language | null; readonly element: string | null };

export const partsOfPath = (path: string): PathParts => {
  const slash = path.indexOf('/');
  if (slash >= 0) return { name: path.slice(0, slash), language: null, element: path.slice(slash + 1) };
  const [name = path, suffix] = path.split('.');
  const language = languages.find((each) => each === suffix) ?? null;
  return language === null ? { name: path, language, element: null } : { name, language, element: null };
};

const fieldNamed = (type: RecordType, name: string): Field | undefined => fieldsOf[type].find((field) => field.name === name);

const createLabels = (language: Language) => {
  const format = formatIn(language);
  const word = (key: string, otherwise: string): string => wordOf(key, otherwise, language);
  const name = (type: RecordType, field: string): string => word(`fields:${type}.${field}`, field);
  const county = (code: string): string => countyOf(code)?.names[language] ?? code;
  const tag = (text: string): string => namesOfTag(text)?.[language] ?? text;
  const choice = (type: RecordType, field: string, value: string): string => {
    if (field === 'sector') return word(`domain:sector.${value}`, value);
    return word(`domain:${type}.${field}.${value}`, value);
  };
  // Units of the programme are codes: 1 counts pieces.
  const unit = (code: string): string => (code === '1' ? word('domain:unit.pieces', code) : code);
  const identifier = (kind: string): string => word(`domain:identifier.${kind}`, kind);
  const naceTitle = (element: string): string => {
    const code = parseNaceElement(element);
    const key = code && naceClassKey(code);
    return key ? word(`domain:${key}`, '') : '';
  };
  const elementOf = (field: string, element: string): string => {
    if (field === 'tag') return tag(element);
    if (field === 'identifier') return identifier(element);
    if (field === 'nace') return [element.replace(/^.*:/, ''), naceTitle(element)].filter(Boolean).join(' ');
    return field === 'language' ? word(`domain:language.${element}`, element) : '';
  };
  const groupText = (group: JsonObject): string => {
    if ('family' in group || 'given' in group) return formatName(toPersonName(group));
    if ('street' in group || 'postcode' in group)
      return formatAddress(group, partOf(group, 'country') || partOf(group, 'county').slice(0, 2));
    return plainGroup(group);
  };
  const plainGroup = (group: JsonObject): string =>
    Object.entries(group)
      .map(([part, value]) => (part === 'county' && typeof value === 'string' ? county(value) : typeof value === 'boolean' ? '' : value))
      .filter((value) => (typeof value === 'string' && value !== '') || typeof value === 'number')
      .join(', ');
  const entryText = (entry: JsonObject): string =>
    Object.values(entry)
      .filter((part): part is string => typeof part === 'string' && part !== '' && !isRecordId(part))
      .join(' · ');
  return {
    /** Label of a whole field: "Registered office". */
    name,
    choice,
    county,
    tag,
    identifier,
    /** Title of an activity code, or '' where none is kept. */
    naceTitle,
    /** "Tax number (HU)", "Description (Română)", "Tags: Solar energy". */
    path: (type: RecordType, path: string): string => {
      const parts = partsOfPath(path);
      const label = name(type, parts.name);
      if (parts.language !== null) return `${label} (${languageNames[parts.language]})`;
      if (parts.element === null) return label;
      const element = elementOf(parts.name, parts.element);
      return parts.name === 'identifier' || element === '' ? element || label : `${label}: ${element}`;
    },
    /** A value of a record of `values` as one line of text; '' for a cleared one. Elements of sets are true, so they have none. */
    value: (type: RecordType, path: string, value: Json, values: Values): string => {
      const parts = partsOfPath(path);
      if (value === null) return '';
      const kind = fieldNamed(type, parts.name)?.kind;
      if (isJsonObject(value)) return kind === 'entries' ? entryText(value) : groupText(value);
      if (typeof value === 'number')
        return kind === 'instant' ? format.onBothClocks(value, textAt(values, 'zone')) : format.plainNumber(value);
      if (typeof value === 'boolean') return parts.element === null ? word(`records:flag.${value ? 'yes' : 'no'}`, '') : '';
      if (typeof value !== 'string') return value.map(String).join(', ');
      if (parts.name === 'identifier' && parts.element !== null && isIdentifierKind(parts.element)) return value;
      if (type === 'indicator' && parts.name === 'unit') return unit(value);
      if (kind === 'zone') return word(`domain:zone.${value}`, value);
      if (kind === 'clock') return format.clockOnBothSides(value, textAt(values, 'day'), textAt(values, 'zone'));
      if (kind === 'choice') return choice(type, parts.name, value);
      if (kind === 'phone') return formatPhone(value);
      return kind === 'day' ? format.shortDay(value) : value;
    },
    /** What stands beside the label of a field that a record cannot be saved without. */
    required: (type: RecordType, path: string): string | undefined =>
      fieldNamed(type, path)?.required ? word('common:field.required', '') : undefined,
  };
};

export type Labels = ReturnType<typeof createLabels>;
const labelsByLanguage = new Map<Language, Labels>();

export const labelsIn = (language: Language): Labels => {
  const known = labelsByLanguage.get(language) ?? createLabels(language);
  labelsByLanguage.set(language, known);
  return known;
};

/** Words for fields, choices, places and values in the language of the screen. */
export const useLabels = (): Labels => {
  const { i18n: current } = useTranslation();
  return useMemo(() => labelsIn(toLanguage(current.language)), [current.language]);
};
