const digits = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
/** The human-readable part `age`, as BIP 173 spells it out before the checksum. */
const prefix = [3, 3, 3, 0, 1, 7, 5];
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

const polymod = (values: readonly number[]): number =>
  values.reduce((sum, value) => {
    const top = sum >>> 25;
    return generator.reduce((next, each, bit) => ((top >> bit) & 1 ? next ^ each : next), ((sum & 0x1ffffff) << 5) ^ value);
  }, 1);

/** The age recipient of an X25519 point of 32 bytes, whatever the point is worth. */
export const recipientOfPoint = (point: Uint8Array): string => {
  const bits = [...point].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const words = (bits.match(/.{1,5}/g) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
  const sum = polymod([...prefix, ...words, 0, 0, 0, 0, 0, 0]) ^ 1;
  const check = [25, 20, 15, 10, 5, 0].map((shift) => (sum >>> shift) & 31);
  return `age1${[...words, ...check].map((word) => digits[word]).join('')}`;
};
