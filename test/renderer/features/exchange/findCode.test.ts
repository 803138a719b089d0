import { beforeAll, describe, expect, it } from 'vitest';
import { trustBookOf } from '../../../../src/exchange/trust/book.ts';
import { invitationText, parseInvitation } from '../../../../src/exchange/trust/invitation.ts';
import { invitationCode } from '../../../../src/exchange/trust/invitationCode.ts';
import { findCode, findTurnedCode } from '../../../../src/renderer/features/exchange/trust/code/findCode.ts';
import { draw, flat, squaresOf } from '../../../codePictures.ts';
import { anchorOf, device, keyNamed, office, verified } from '../../../exchange/keyring.ts';
import { photographed, type Shot, toPixels } from './photographed.ts';

/** The largest invitation there is: an office with two laptops. */
let text: string;
let code: string;
beforeAll(async () => {
  const key = keyNamed('Szeged');
  const laptops = ['019ac1f0-0000-7000-8000-00000000000a', '019ac1f0-0000-7000-8000-00000000000b'];
  const known = [
    office('Példa Hálózat Egyesület', key),
    ...laptops.map((name) => device('Példa Hálózat Egyesület', key, name, keyNamed(name))),
  ];
  const held = await verified(known);
  text = invitationText(held, trustBookOf(held, anchorOf('Példa Hálózat Egyesület', key))) ?? '';
  code = await invitationCode(text);
});

const seen = (content: string | Uint8Array, scale = 3): string | null => findCode(toPixels(flat(squaresOf(content), scale)));

describe('the code of an invitation is read', () => {
  it.each([1, 1.5, 2, 2.7, 4, 8, 14])('from a screenshot at %d pixels a square', (scale) => {
    expect(seen(code, scale)).toBe(code);
  });

  const ordinary = { turned: 3, tilted: 0.06, blurred: 0.8, shaded: 0.2, noisy: 8 };
  it.each<[string, Shot]>([
    ['as a laptop sees it on another one', { edge: 500, ...ordinary }],
    ['farther away', { edge: 420, ...ordinary, blurred: 0.5 }],
    ['near', { edge: 680, ...ordinary }],
    ['turned', { edge: 480, ...ordinary, turned: 20 }],
    ['upside down', { edge: 500, ...ordinary, turned: 178 }],
    ['on its side', { edge: 500, ...ordinary, turned: 92 }],
    ['from the side', { edge: 500, ...ordinary, tilted: 0.16 }],
    ['out of focus', { edge: 560, ...ordinary, blurred: 1.3 }],
    ['in bad light', { edge: 500, ...ordinary, shaded: 0.6, noisy: 24 }],
  ])('from a photograph %s', (_how, shot) => {
    expect(findCode(photographed(squaresOf(code), shot))).toBe(code);
  });

  it.each([35, 45, 55, 65, 135])('from a photograph in which it lies askew by %d degrees', (turned) => {
    const seenBy = photographed(squaresOf(code), { edge: 500, ...ordinary, turned });
    expect(findCode(seenBy) ?? findTurnedCode(seenBy)).toBe(code);
  });

  it('as text too, as earlier programs wrote it, accents and all', () => {
    expect(text).toContain('Példa');
    expect(seen(text)).toBe(text);
  });
});

describe('no code is read', () => {
  it.each<[string, (x: number, y: number) => number]>([
    ['one colour', () => 255],
    ['a chessboard', (x, y) => (((x >> 3) + (y >> 3)) % 2) * 255],
    ['stripes', (x) => (x % 9 < 4 ? 0 : 255)],
    ['a photograph of something else', (x, y) => (Math.sin(x / 17) + Math.cos(y / 23)) * 60 + 128],
  ])('from %s', (_what, greyAt) => {
    expect(findCode(toPixels(draw(640, 480, greyAt)))).toBeNull();
  });

  it('from half of one', () => {
    const { width, height, data } = toPixels(flat(squaresOf(code), 3));
    expect(findCode({ width, height: height >> 1, data: data.subarray(0, width * (height >> 1) * 4) })).toBeNull();
  });

  it('from a picture of a single pixel', () => {
    expect(findCode({ width: 1, height: 1, data: new Uint8ClampedArray(4) })).toBeNull();
  });
});

describe('what another code says is no invitation', () => {
  it.each<[string, string | Uint8Array]>([
    ['a script', 'javascript:alert(document.cookie)'],
    ['a script in other letters', 'JaVaScRiPt:alert(1)//INTERREG-CLUSTER:'],
    ['a page in an address', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['a share', '\\\\evil.test\\share\\x.exe'],
    ['a page', 'https://evil.test/INTERREG-CLUSTER:AAAA'],
    ['a network', 'WIFI:T:WPA;S:free;P:password;;'],
    ['a card', 'BEGIN:VCARD\nVERSION:3.0\nN:Minta;Anna\nURL:javascript:alert(1)\nEND:VCARD'],
    ['a payment', 'BCD\n002\n1\nSCT\n\nMallory\nHU00000000000000000000000000\nEUR1'],
    ['a prototype', '{"__proto__":{"format":"interreg-cluster/invitation","version":1,"statements":[]}}'],
    ['a constructor', '{"format":"interreg-cluster/invitation","version":1,"constructor":{"prototype":{"a":1}},"statements":[]}'],
    ['an invitation without statements', '{"format":"interreg-cluster/invitation","version":1,"statements":[]}'],
    ['a bundle', '{"format":"interreg-cluster/bundle","version":1}'],
    ['a later version', '{"format":"interreg-cluster/invitation","version":9}'],
    ['a code of ours with nothing in it', 'INTERREG-CLUSTER:'],
    ['a code of ours with anything in it', `INTERREG-CLUSTER:${'A'.repeat(1500)}`],
    ['as many letters as there can be', 'x'.repeat(2953)],
    ['as many digits as there can be', '7'.repeat(7089)],
    ['brackets', '['.repeat(2900)],
    ['bytes', Uint8Array.from({ length: 256 }, (_, at) => at)],
    ['marks that turn text around', '\u202einvitation\u202c\u0000\u001b[2J'],
    ['one space', ' '],
  ])('%s', async (_what, content) => {
    const read = seen(content, 4);
    expect(read).not.toBeNull();
    expect(read?.length).toBeLessThanOrEqual(3 * 1024);
    expect(await parseInvitation(read ?? '')).toMatchObject({ ok: false, error: { type: expect.stringMatching(/^invitation/) } });
    expect(Reflect.get({}, 'format')).toBeUndefined();
  });
});
