import { describe, expect, it } from 'vitest';
import type { FileKeyOpener } from '../../../src/exchange/envelope.ts';
import type { Bytes } from '../../../src/exchange/format.ts';
import { bodyOf, laptopBundle, receive, signedOver } from '../reception.ts';

/**
 * A bundle made to do harm, by the name of the attack. Most carry a right hash and a valid signature, because their maker has a key: a
 * partner's that was stolen, or his own. Each is one word away from a bundle that is applied. "a or b": where one implementation of a
 * standard may see one fault before the other.
 */
export type Attack = readonly [name: string, bundle: () => Promise<Bytes>, outcome: string];

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
export const raw = (content: string | Uint8Array): Bytes => new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
/** A right bundle of the laptop whose body somebody with the laptop's key changed before signing. */
export const changed =
  (from: string | RegExp, to: string, records = 3) =>
  async (): Promise<Bytes> => {
    const body = bodyOf(await laptopBundle());
    const other = body.replace(from, to);
    if (other === body) throw new Error(`Nothing to change: ${from}`);
    return signedOver(other, records);
  };
export const footerOf = (bytes: Bytes): string => text(bytes).slice(bodyOf(bytes).length);
export const withFooter = (change: (footer: string) => string) => async (): Promise<Bytes> => {
  const bytes = await laptopBundle();
  return raw(bodyOf(bytes) + change(footerOf(bytes)));
};
export const withSignature = (signature: string) =>
  withFooter((footer) => footer.replace(/"signature":"[^"]*"/, `"signature":"${signature}"`));
export const withKey = (key: string) => withFooter((footer) => footer.replace(/"key":"[^"]*"/, `"key":"${key}"`));

/** Each attack has its one outcome, within ten seconds, and leaves every object as it was. `atLeast` keeps the list from shrinking unseen. */
export const itDecides = (
  groups: readonly (readonly [string, readonly Attack[]])[],
  atLeast: number,
  open: () => FileKeyOpener | undefined = () => undefined,
): void => {
  it('the bundle that all others were made from is applied', async () => {
    expect(await receive(await laptopBundle())).toBe('applied');
    expect(await receive(signedOver(bodyOf(await laptopBundle()), 3))).toBe('applied');
  });

  it(`at least ${atLeast} attacks are tried`, () => {
    expect(groups.reduce((sum, [, attacks]) => sum + attacks.length, 0)).toBeGreaterThanOrEqual(atLeast);
  });

  describe.each(groups)('%s', (_, attacks) => {
    it.each(attacks)(
      '%s',
      async (__, make, outcome) => {
        expect(outcome.split(' or ')).toContain(await receive(await make(), { open: open() }));
        expect(Reflect.get({}, 'admin')).toBeUndefined();
      },
      10_000,
    );
  });
};
