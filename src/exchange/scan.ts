import type { BundleError, BundleFault } from './errors.ts';
import {
  bundleFormat,
  bundleLimits,
  bundleOpening,
  bundleVersion,
  footerOpening,
  recordOpening,
  recordsOpening,
  type SizeLimits,
} from './format.ts';

/** A stretch of whole record lines, about a quarter of a mebibyte: bytes `start` to `end` (after the last line break), `firstLine` counted from 1. */
export type Stretch = { readonly start: number; readonly end: number; readonly firstLine: number; readonly lines: number };

/** Where things stand in a document whose lines have the right outline. The header's text begins at 0 and ends before `headerEnd`. */
export type Outline = {
  readonly headerEnd: number;
  readonly footerStart: number;
  readonly records: number;
  readonly stretches: readonly Stretch[];
};

/** What may follow: the header, a record or the footer, a record, the footer, nothing. */
type Expected = 'header' | 'any' | 'record' | 'footer' | 'nothing';

/** How far a growing document has been judged. Made by `createScan`, moved on by `scanLines`. */
export type Scan = {
  readonly limits: SizeLimits;
  expected: Expected;
  line: number;
  lineStart: number;
  headerEnd: number;
  footerStart: number;
  stretchStart: number;
  stretchLine: number;
  readonly stretches: Stretch[];
};

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const opening = encode(bundleOpening);
const recordsMark = encode(recordsOpening);
const recordMark = encode(recordOpening);
const footerMark = encode(footerOpening);
const versionPattern = new RegExp(`^\\{"format":"${bundleFormat}","version":([1-9][0-9]{0,8})[,}]`);

const lineBreak = 10;
const comma = 44;
const braceClosed = 125;
/** Small enough that the memory of one serves the next: at a mebibyte each text is written to memory that is new to the process. */
const stretchBytes = 256 * 1024;

export const createScan = (limits: SizeLimits): Scan => ({
  limits,
  expected: 'header',
  line: 1,
  lineStart: 0,
  headerEnd: 0,
  footerStart: -1,
  stretchStart: 0,
  stretchLine: 0,
  stretches: [],
});

/**
 * The first of the two passes over a bundle: line lengths, how lines begin and end, nothing parsed. `bytes` is the document as far as it
 * has come; every call goes on where the one before stopped. It runs while the bytes arrive, so that a file made to fill the memory is
 * given up at its first wrong line.
 */
export const scanLines = (scan: Scan, bytes: Uint8Array): BundleError | null => {
  if (scan.expected === 'header') {
    const wrong = judgeOpening(bytes);
    if (wrong !== null) return wrong;
  }
  for (let end = bytes.indexOf(lineBreak, scan.lineStart); end >= 0; end = bytes.indexOf(lineBreak, scan.lineStart)) {
    const fault = end - scan.lineStart > lengthLimit(scan) ? 'lineLength' : takeLine(scan, bytes, end);
    if (fault !== null) return malformed(scan, fault);
    scan.lineStart = end + 1;
    scan.line += 1;
    if (scan.lineStart - scan.stretchStart > stretchBytes) closeStretch(scan, scan.lineStart);
  }
  const fault = judgeRest(scan, bytes);
  return fault === null ? null : malformed(scan, fault);
};

const judgeEvery = 256 * 1024;

/** Judges the lines of portions as they come, as `scanLines` does, and keeps no more than the line that is still arriving. */
export const createJudge = (limits: SizeLimits): ((portion: Uint8Array) => BundleError | null) => {
  const scan = createScan(limits);
  let room = new Uint8Array(2 * judgeEvery);
  let length = 0;
  let judged = 0;
  return (portion) => {
    if (length + portion.byteLength > room.byteLength) room = grown(room, length + portion.byteLength);
    room.set(portion, length);
    length += portion.byteLength;
    if (judged > 0 && length - judged < judgeEvery) return null;
    const fault = scanLines(scan, room.subarray(0, length));
    if (fault !== null) return fault;
    const from = forgetScanned(scan);
    room.copyWithin(0, from, length);
    length -= from;
    judged = Math.max(1, length);
    return null;
  };
};

const grown = (room: Uint8Array, needed: number): Uint8Array<ArrayBuffer> => {
  const larger = new Uint8Array(needed * 2);
  larger.set(room);
  return larger;
};

/** Forgets what has been judged; the bytes of the next call begin where this answers. There is no outline of such a document. */
const forgetScanned = (scan: Scan): number => {
  const { lineStart } = scan;
  scan.lineStart = 0;
  scan.stretchStart = 0;
  scan.stretches.length = 0;
  return lineStart;
};

/** The outline of a document that has come to its end, or why it cannot be whole. */
export const finishScan = (scan: Scan, bytes: Uint8Array): Outline | BundleError => {
  if (scan.expected !== 'nothing') return { type: 'bundleTruncated' };
  if (bytes.byteLength !== scan.lineStart) return malformed(scan, 'shape');
  return {
    headerEnd: scan.headerEnd,
    footerStart: scan.footerStart,
    records: scan.line - 3, // all lines before the next one, less header and footer
    stretches: scan.stretches,
  };
};

const malformed = (scan: Scan, what: BundleFault): BundleError => ({ type: 'bundleMalformed', line: scan.line, what });

const standsAt = (bytes: Uint8Array, at: number, mark: Uint8Array, length: number): boolean => {
  for (let index = 0; index < length; index += 1) if (bytes[at + index] !== mark[index]) return false;
  return true;
};

/** Judges the first bytes: what else than a bundle of this version it is, or null when it is one as far as it goes. */
const judgeOpening = (bytes: Uint8Array): BundleError | null => {
  if (standsAt(bytes, 0, opening, Math.min(bytes.byteLength, opening.length))) return null;
  const version = Number(versionPattern.exec(String.fromCharCode(...bytes.subarray(0, 64)))?.[1] ?? 0);
  return version > bundleVersion ? { type: 'bundleNewer', version } : { type: 'bundleNotABundle' };
};

const lengthLimit = ({ expected, limits }: Scan): number => (expected === 'header' ? limits.headerBytes : limits.lineBytes);

const takeLine = (scan: Scan, bytes: Uint8Array, end: number): BundleFault | null => {
  if (scan.expected === 'header') return takeHeader(scan, bytes, end);
  if (scan.expected === 'nothing') return 'shape';
  if (scan.expected !== 'record' && standsAt(bytes, scan.lineStart, footerMark, footerMark.length)) return takeFooter(scan, end);
  if (scan.expected === 'footer' || !standsAt(bytes, scan.lineStart, recordMark, recordMark.length)) return 'shape';
  const goesOn = bytes[end - 1] === comma;
  scan.expected = goesOn ? 'record' : 'footer';
  return bytes[goesOn ? end - 2 : end - 1] === braceClosed ? null : 'shape';
};

const takeHeader = (scan: Scan, bytes: Uint8Array, end: number): BundleFault | null => {
  scan.headerEnd = end - recordsMark.length;
  scan.stretchStart = end + 1;
  scan.stretchLine = 2;
  scan.expected = 'any';
  return standsAt(bytes, scan.headerEnd, recordsMark, recordsMark.length) ? null : 'shape';
};

const takeFooter = (scan: Scan, end: number): BundleFault | null => {
  scan.footerStart = scan.lineStart;
  closeStretch(scan, scan.lineStart);
  scan.expected = 'nothing';
  return end - scan.footerStart > bundleLimits.footerBytes ? 'lineLength' : null;
};

const closeStretch = (scan: Scan, end: number): void => {
  const { stretchStart: start, stretchLine: firstLine, line } = scan;
  if (end > start) scan.stretches.push({ start, end, firstLine, lines: line - firstLine });
  scan.stretchStart = end;
  scan.stretchLine = line;
};

/** Judges what has come of the line that is still arriving. */
const judgeRest = (scan: Scan, bytes: Uint8Array): BundleFault | null => {
  const begun = bytes.byteLength - scan.lineStart;
  if (begun > lengthLimit(scan)) return 'lineLength';
  if (scan.expected === 'header' || begun === 0) return null;
  if (scan.expected === 'nothing') return 'shape';
  const mark = bytes[scan.lineStart] === footerMark[0] ? footerMark : recordMark;
  return standsAt(bytes, scan.lineStart, mark, Math.min(begun, mark.length)) ? null : 'shape';
};
