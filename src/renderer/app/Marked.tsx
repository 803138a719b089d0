import { searchKey } from '../../base/fold.ts';
import styles from './Palette.module.css';

type Piece = { readonly at: number; readonly text: string; readonly marked: boolean };

/** Cuts a text so that the beginnings of words that were typed, in any spelling, stand by themselves. */
export const markedPieces = (text: string, typed: string): readonly Piece[] => {
  const beginnings = searchKey(typed).split(' ').filter(Boolean);
  return [...text.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)].flatMap(({ 0: word, index: at }): readonly Piece[] => {
    const key = searchKey(word);
    const longest = beginnings.filter((beginning) => key.startsWith(beginning)).toSorted((a, b) => b.length - a.length)[0];
    if (longest === undefined) return [{ at, text: word, marked: false }];
    const [marked, rest] = [word.slice(0, longest.length), word.slice(longest.length)];
    return [{ at, text: marked, marked: true }, ...(rest === '' ? [] : [{ at: at + longest.length, text: rest, marked: false }])];
  });
};

/** Shows why something matched. */
export const Marked = ({ text, typed }: { readonly text: string; readonly typed: string }) =>
  markedPieces(text, typed).map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className={styles.mark}>
        {piece.text}
      </mark>
    ) : (
      <span key={piece.at}>{piece.text}</span>
    ),
  );
