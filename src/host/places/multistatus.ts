import { fault, type PlaceFault } from './fault.ts';

/** One resource of a WebDAV listing: its address as the server wrote it, and its size; -1 where none was told. */
export type DavResource = { readonly href: string; readonly isFolder: boolean; readonly bytes: number };

const malformed = (): PlaceFault => fault({ type: 'placeMisbehaves', what: 'malformed' });
const maxDepth = 32;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.replace(/&([^;&]{0,10})(;?)/g, (_, name: string, end: string) => {
    const code = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name);
    const point = code === null ? Number.NaN : Number.parseInt(code[1] ?? code[2] ?? '', code[1] === undefined ? 10 : 16);
    const decoded = code === null ? named[name] : point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
    if (decoded === undefined || end === '') throw malformed();
    return decoded;
  });

type Token = { readonly kind: 'open' | 'close' | 'empty' | 'text'; readonly value: string };

const after = (xml: string, at: number, ending: string): number => {
  const end = xml.indexOf(ending, at);
  if (end < 0) throw malformed();
  return end;
};

/** Tags by their local name, and the texts between them. A document type is refused: WebDAV needs none, and entity bombs live there. */
function* tokensOf(xml: string): Generator<Token> {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const text = xml.slice(at, tag < 0 ? undefined : tag);
    if (text.trim() !== '') yield { kind: 'text', value: decodeEntities(text) };
    if (tag < 0) return;
    if (xml.startsWith('<?', tag)) at = after(xml, tag, '?>') + 2;
    else if (xml.startsWith('<!--', tag)) at = after(xml, tag, '-->') + 3;
    else if (xml.startsWith('<![CDATA[', tag)) {
      const end = after(xml, tag, ']]>');
      yield { kind: 'text', value: xml.slice(tag + 9, end) };
      at = end + 3;
    } else {
      const end = after(xml, tag, '>');
      const inner = xml.slice(tag + 1, end);
      const [, close, name] = /^(\/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/]|$)/.exec(inner) ?? [];
      if (name === undefined || inner.includes('<')) throw malformed();
      yield { kind: close === '/' ? 'close' : inner.endsWith('/') ? 'empty' : 'open', value: name };
      at = end + 1;
    }
  }
}

type Draft = { href: string; isFolder: boolean; bytes: string; status: string };

const toResource = ({ href, isFolder, bytes }: Draft): DavResource => ({
  href: href.trim(),
  isFolder,
  bytes: /^\d{1,15}$/.test(bytes.trim()) ? Number(bytes.trim()) : -1,
});

const statusOf = (line: string): number => Number(/^\s*HTTP\/\d(?:\.\d)? (\d{3})/.exec(line)?.[1] ?? 200);

/**
 * Reads a multistatus answer (RFC 4918 14.16) in one pass and without a tree, so that memory follows the number of resources only.
 * Name spaces are not told apart, since only two properties were asked for. Throws `malformed` on anything cut, crossed or strange, and
 * `tooManyNames` beyond `maxResources`; a server that says it left something out (507) is not taken for a whole listing.
 */
export const readMultistatus = (xml: string, maxResources: number): readonly DavResource[] => {
  const resources: DavResource[] = [];
  const path: string[] = [];
  let draft: Draft = { href: '', isFolder: false, bytes: '', status: '' };
  let isClosed = false;

  const take = (text: string): void => {
    const [inner, outer] = [path.at(-1), path.at(-2)];
    if (inner === 'href' && outer === 'response') draft.href += text;
    else if (inner === 'status' && outer === 'response') draft.status += text;
    else if (inner === 'getcontentlength' && outer === 'prop') draft.bytes += text;
  };
  const open = (name: string): void => {
    if (isClosed || path.length >= maxDepth || (path.length === 0 && name !== 'multistatus')) throw malformed();
    if (name === 'response' && path.length === 1) draft = { href: '', isFolder: false, bytes: '', status: '' };
    if (name === 'collection' && path.at(-1) === 'resourcetype') draft.isFolder = true;
    path.push(name);
  };
  const close = (name: string): void => {
    if (path.pop() !== name) throw malformed();
    isClosed = path.length === 0;
    if (name !== 'response' || path.length !== 1) return;
    const status = statusOf(draft.status);
    if (status === 507) throw fault({ type: 'placeMisbehaves', what: 'size' });
    if (status < 300) resources.push(toResource(draft));
    if (resources.length > maxResources) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
  };

  for (const { kind, value } of tokensOf(xml)) {
    if (kind === 'text') take(value);
    else if (kind === 'close') close(value);
    else {
      open(value);
      if (kind === 'empty') close(value);
    }
  }
  if (!isClosed) throw malformed();
  return resources;
};
