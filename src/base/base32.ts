const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes as base32 (RFC 4648 6), without padding: every digit is one that a QR code packs into five and a half bits. */
export const toBase32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xfff;
    held += 8;
    for (; held >= 5; held -= 5) text += digits[(bits >> (held - 5)) & 31];
  }
  return held > 0 ? text + digits[(bits << (5 - held)) & 31] : text;
};

/** Reads what `toBase32` writes and nothing else: no padding, no other digits, no stray bits. Null for any other text. */
export const fromBase32 = (text: string): Uint8Array<ArrayBuffer> | null => {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of text) {
    const value = digits.indexOf(digit);
    if (value < 0) return null;
    bits = ((bits << 5) | value) & 0xfff;
    held += 5;
    if (held < 8) continue;
    held -= 8;
    bytes[at] = (bits >> held) & 0xff;
    at += 1;
  }
  return toBase32(bytes) === text ? bytes : null;
};
