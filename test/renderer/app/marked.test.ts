import { describe, expect, it } from 'vitest';
import { markedPieces } from '../../../src/renderer/app/Marked.tsx';

const marks = (text: string, typed: string): readonly string[] =>
  markedPieces(text, typed)
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);

describe('the palette', () => {
  it('marks the beginnings that were typed, with or without accents', () => {
    expect(marks('Timișoara (Temesvár), energie', 'temesvar')).toEqual(['Temesvár']);
    expect(marks('Hőszivattyú Kft.', 'hosz kft')).toEqual(['Hősz', 'Kft']);
  });

  it('marks nothing inside a word and nothing when nothing is typed', () => {
    expect(marks('Nagyvárad', 'varad')).toEqual([]);
    expect(marks('Nagyvárad', '')).toEqual([]);
  });

  it('keeps every letter of the text in its place', () => {
    const text = 'S.C. Țesături „Model” SRL';
    const pieces = markedPieces(text, 'tes mod');
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    for (const piece of pieces) expect(text.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
  });
});
