import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame, encodeFrame, type Message } from '../../src/ipc/frame.ts';

const join = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));
const frameOf = (json: string, ...attached: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const text = Buffer.from(json);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  return join([length, text, ...attached]);
};

const member = fc.oneof(
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
);

describe('a frame', () => {
  it('brings back every message, bytes and JSON apart', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), member, { maxKeys: 8 }), (given) => {
        const message: Message = Object.fromEntries(Object.entries(given));
        const back = decodeFrame(join(encodeFrame(message)));
        expect(back).toEqual({ ok: true, value: message });
      }),
    );
  });

  it('keeps a member that merely looks like attached bytes', () => {
    const message = { value: { bytes: [['value', 3]], members: {} }, file: new Uint8Array([1, 2, 3]) };
    expect(decodeFrame(join(encodeFrame(message)))).toEqual({ ok: true, value: message });
  });

  it('takes `__proto__` as a name like any other', () => {
    const back = decodeFrame(frameOf('{"members":{"__proto__":{"polluted":true}},"bytes":[]}'));
    expect(back.ok && Object.getPrototypeOf(back.value)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
    const message: Message = Object.fromEntries([['__proto__', 'a name']]);
    expect(decodeFrame(join(encodeFrame(message)))).toEqual({ ok: true, value: message });
  });

  it('hands large bytes on without copying them', () => {
    const file = new Uint8Array(1024);
    expect(encodeFrame({ file }).includes(file)).toBe(true);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['three bytes', new Uint8Array(3)],
    ['a length beyond the end', new Uint8Array([0, 0, 0, 9, 123, 125])],
    ['an enormous length', new Uint8Array([255, 255, 255, 255, 123, 125])],
    ['no JSON', frameOf('{')],
    ['a list', frameOf('[]')],
    ['no members', frameOf('{"bytes":[]}')],
    ['no list of bytes', frameOf('{"members":{}}')],
    ['bytes that are missing', frameOf('{"members":{},"bytes":[["file",1]]}')],
    ['bytes that nobody named', frameOf('{"members":{},"bytes":[]}', new Uint8Array(1))],
    ['a negative length', frameOf('{"members":{},"bytes":[["a",-1],["b",1]]}')],
    ['a broken length', frameOf('{"members":{},"bytes":[["a",0.5]]}')],
    ['a name that is none', frameOf('{"members":{},"bytes":[[1,0]]}')],
    ['one name twice', frameOf('{"members":{"file":1},"bytes":[["file",0]]}')],
    ['nine attachments', frameOf(`{"members":{},"bytes":${JSON.stringify(Array.from({ length: 9 }, (_, n) => [`f${n}`, 0]))}}`)],
    ['invalid UTF-8', join([new Uint8Array([0, 0, 0, 2]), new Uint8Array([0xc3, 0x28])])],
  ])('refuses %s', (_what, frame) => {
    expect(decodeFrame(frame)).toEqual({ ok: false, error: { type: 'frameMalformed' } });
  });

  it('never throws, whatever arrives', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => typeof decodeFrame(new Uint8Array(bytes)).ok === 'boolean'));
  });
});
