import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../src/base/json.ts';
import { sameJson } from '../../src/crdt/version.ts';

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

const turned = (value: Json): Json => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(turned);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
};

it('finds JSON values equal exactly when their canonical texts are', () => {
  void fc.assert(fc.property(json, json, (a, b) => sameJson(a, b) === (canonicalJson(a) === canonicalJson(b))));
  void fc.assert(fc.property(json, (a) => sameJson(a, turned(a)) && !sameJson([a], a)));
});

it('tells objects with as many members, lists and objects, and inherited names apart', () => {
  expect(sameJson({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameJson([], {})).toBe(false);
  expect(sameJson({ toString: null }, { valueOf: null })).toBe(false);
  expect(sameJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
  expect(sameJson({ a: [1, { b: null }] }, { a: [1, { b: 0 }] })).toBe(false);
});
