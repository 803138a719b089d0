import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/domain/fields.ts';
import { identifierKinds } from '../../src/domain/identifiers.ts';
import { languages, recordTypes } from '../../src/domain/recordTypes.ts';

const read = (language: string, namespace: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../locales/${language}/${namespace}.json`, import.meta.url), 'utf8'));

const at = (texts: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((node, part) => (typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined), texts);

const everyField = recordTypes.flatMap((type) => fieldsOf[type].map((field) => ({ type, field })));

describe.each(languages)('in %s', (language) => {
  const fields = read(language, 'fields');
  const domain = read(language, 'domain');

  it('every field and every part of a group has a label', () => {
    const keys = everyField.flatMap(({ type, field }) => [
      `${type}.${field.name}`,
      ...(field.parts ?? []).map((part) => `${type}.${field.name}.${part}`),
    ]);
    expect(keys.filter((key) => typeof Reflect.get(fields as object, key) !== 'string')).toEqual([]);
  });

  it('every choice has a name', () => {
    const keys = everyField.flatMap(({ type, field }) => (field.choices ?? []).map((choice) => `${type}.${field.name}.${choice}`));
    expect(keys.filter((key) => typeof at(domain, key) !== 'string')).toEqual([]);
  });

  it('every record type has a name, a heading and a counted form', () => {
    const keys = recordTypes.flatMap((type) => [`type.${type}`, `types.${type}`, `count.${type}_one`, `count.${type}_other`]);
    expect(keys.filter((key) => typeof at(domain, key) !== 'string')).toEqual([]);
  });

  it('every kind of identifier has a name', () => {
    expect(identifierKinds.filter((kind) => typeof at(domain, `identifier.${kind}`) !== 'string')).toEqual([]);
  });
});

describe.each(languages)('what cannot be told apart by its place, in %s', (language) => {
  it('has a word of its own: taking a bundle back and withdrawing trust', () => {
    const exchange = read(language, 'exchange');
    expect(at(exchange, 'trust.withdraw')).not.toBe(at(exchange, 'undo.takeBack'));
  });
});

describe('counted Romanian nouns', () => {
  it('follow the number as Romanian grammar does', () => {
    const rules = new Intl.PluralRules('ro');
    const forms = [1, 2, 19, 20, 101, 120].map((count) => at(read('ro', 'domain'), `count.event_${rules.select(count)}`));
    expect(forms.map((text) => String(text).replace('{{count, number}}', '#'))).toEqual([
      '# eveniment',
      '# evenimente',
      '# evenimente',
      '# de evenimente',
      '# evenimente',
      '# de evenimente',
    ]);
  });
});
