import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { err, ok, type Result } from '../../base/result.ts';
import {
  type CreateOnly,
  type FoundFile,
  type PlaceError,
  type PlaceLimits,
  placeLimits,
  type SharedPlace,
  toListing,
} from '../../exchange/place.ts';
import type { PlaceName } from '../../exchange/placeName.ts';
import { runProbe } from '../../exchange/placeProbe.ts';
import { createPour, fault, PlaceFault, settled, stopIfCancelled } from './fault.ts';
import { createTransport, type Transport, toNetworkError } from './http.ts';
import { createS3Handler } from './s3Transport.ts';
import { s3Identity } from './serverIdentity.ts';
import { statusError } from './statusError.ts';

export type S3Options = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Folder inside the bucket without a slash at either end; empty for the bucket itself. */
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly createOnly: CreateOnly;
  readonly ca?: string | undefined;
  readonly limits?: PlaceLimits;
};

export type OpenedS3 = SharedPlace & Pick<Transport, 'requests' | 'close'>;

const pageSize = 1000;

const errorByName: Readonly<Record<string, PlaceError>> = {
  NoSuchBucket: { type: 'placeNotFound' },
  NoSuchKey: { type: 'placeFileGone' },
  NotFound: { type: 'placeFileGone' },
  PreconditionFailed: { type: 'nameTaken' },
  QuotaExceeded: { type: 'placeFull' },
  EntityTooLarge: { type: 'placeFull' },
  SlowDown: { type: 'placeBusy' },
};

const statusOf = (cause: object): number | undefined => {
  const metadata: unknown = Reflect.get(cause, '$metadata');
  const status: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
  return typeof status === 'number' ? status : undefined;
};

/** What the client threw: the server's own error, the network's, or an answer that the client could not read. */
const toS3Fault = (cause: unknown): PlaceFault => {
  if (cause instanceof PlaceFault) return cause;
  if (!(cause instanceof Error)) return fault({ type: 'placeMisbehaves', what: 'malformed' });
  const status = statusOf(cause);
  const named = errorByName[cause.name];
  if (status !== undefined && status >= 300) return fault(named ?? (status === 412 ? { type: 'nameTaken' } : statusError(status)));
  if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return fault(toNetworkError(cause));
  return fault({ type: 'placeMisbehaves', what: 'malformed' });
};

/**
 * A bucket of S3-compatible storage (AWS, MinIO, Ceph), addressed by path so that any name of a bucket serves. Conditional writes are
 * used where the server keeps them; where it says openly that it does not (501), the place looks before it writes, and says so.
 */
export const openS3 = (options: S3Options): OpenedS3 => {
  const { bucket: Bucket, limits = placeLimits } = options;
  const transport = createTransport({ ca: options.ca, limits });
  const root = options.prefix === '' ? '' : `${options.prefix}/`;
  let createOnly = options.createOnly;
  let serverTime: number | null = null;
  const noteTime = (time: number | null): void => {
    serverTime = time ?? serverTime;
  };
  const client = new S3Client({
    endpoint: options.endpoint,
    region: options.region,
    credentials: { accessKeyId: options.accessKey, secretAccessKey: options.secretKey },
    forcePathStyle: true,
    requestHandler: createS3Handler(transport, noteTime),
    // One repetition, for a request signed by a clock that is off: the client takes the server's time and signs anew.
    maxAttempts: 2,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

  const keyOf = (name: string): string => root + name;
  const withSignal = (signal?: AbortSignal) => (signal === undefined ? {} : { abortSignal: signal });

  /** Whatever the client throws comes out typed. */
  const asking = async <T>(answer: Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await answer;
    } catch (cause) {
      stopIfCancelled(signal);
      throw toS3Fault(cause);
    }
  };

  const page = (Prefix: string, token: string | undefined, signal?: AbortSignal) => {
    const next = token === undefined ? {} : { ContinuationToken: token };
    return asking(client.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: pageSize, ...next }), withSignal(signal)), signal);
  };

  /** Page after page; one that brings no greater key than the last, or the same token again, is a circle. */
  const keysBelow = async (prefix: string, signal?: AbortSignal): Promise<readonly FoundFile[]> => {
    const found: FoundFile[] = [];
    let last = '';
    let token: string | undefined;
    do {
      stopIfCancelled(signal);
      const { Contents = [], IsTruncated, NextContinuationToken } = await page(prefix, token, signal);
      const before = last;
      for (const { Key = '', Size = -1 } of Contents) {
        if (Key > last) last = Key;
        if (Key !== prefix || !prefix.endsWith('/'))
          found.push({ path: Key.startsWith(root) ? Key.slice(root.length) : `?${Key}`, bytes: Size });
      }
      if (found.length > limits.names) throw fault({ type: 'placeMisbehaves', what: 'tooManyNames' });
      if (IsTruncated !== true) return found;
      if (NextContinuationToken === undefined || NextContinuationToken === token || last === before)
        throw fault({ type: 'placeMisbehaves', what: 'listingLoop' });
      token = NextContinuationToken;
    } while (token !== undefined);
    return found;
  };

  const isThere = async (name: PlaceName, signal?: AbortSignal): Promise<boolean> => {
    try {
      await asking(client.send(new HeadObjectCommand({ Bucket, Key: keyOf(name) }), withSignal(signal)), signal);
      return true;
    } catch (cause) {
      if (cause instanceof PlaceFault && (cause.error.type === 'placeFileGone' || cause.error.type === 'placeNotFound')) return false;
      throw cause;
    }
  };

  const put = (name: PlaceName, Body: Uint8Array, signal?: AbortSignal) => {
    const condition = createOnly === 'byServer' ? { IfNoneMatch: '*' } : {};
    const command = new PutObjectCommand({ Bucket, Key: keyOf(name), Body, ContentType: 'application/octet-stream', ...condition });
    return asking(client.send(command, withSignal(signal)), signal);
  };

  const writeNew: SharedPlace['writeNew'] = (name, bytes, signal) =>
    settled(toNetworkError, async () => {
      stopIfCancelled(signal);
      if (createOnly === 'byServer') {
        try {
          await put(name, bytes, signal);
          return ok(null);
        } catch (cause) {
          const isUnknownThere = cause instanceof PlaceFault && cause.error.type === 'placeMisbehaves' && cause.error.status === 501;
          if (!isUnknownThere) throw cause;
          createOnly = 'byChecking';
        }
      }
      if (await isThere(name, signal)) return err({ type: 'nameTaken' });
      await put(name, bytes, signal);
      return ok(null);
    });

  const read: SharedPlace['read'] = (name, request) =>
    settled(toNetworkError, async () => {
      const { from = 0, signal } = request;
      stopIfCancelled(signal);
      const range = from > 0 ? { Range: `bytes=${from}-` } : {};
      const pour = createPour(request);
      try {
        const answer = await asking(client.send(new GetObjectCommand({ Bucket, Key: keyOf(name), ...range }), withSignal(signal)), signal);
        const begins = answer.$metadata.httpStatusCode === 206 ? Number(/^bytes (\d{1,15})-/.exec(answer.ContentRange ?? '')?.[1]) : 0;
        if (begins !== 0 && begins !== from) throw fault({ type: 'placeMisbehaves', what: 'size' });
        let skip = from - begins;
        for await (const chunk of (answer.Body ?? []) as AsyncIterable<Uint8Array>) {
          const wanted = chunk.subarray(Math.min(skip, chunk.byteLength));
          skip -= chunk.byteLength - wanted.byteLength;
          if (wanted.byteLength > 0) await pour.chunk(wanted);
        }
      } catch (cause) {
        const isAtEnd = cause instanceof PlaceFault && cause.error.type === 'placeMisbehaves' && cause.error.status === 416;
        if (!isAtEnd) throw cause;
      }
      return ok({ bytes: pour.total() });
    });

  const remove: SharedPlace['remove'] = (name, signal) =>
    settled(toNetworkError, async () => {
      stopIfCancelled(signal);
      await asking(client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(name) }), withSignal(signal)), signal);
      return ok(null);
    });

  const isListed = (name: PlaceName, signal?: AbortSignal): Promise<Result<boolean, PlaceError>> =>
    settled(toNetworkError, async () => ok((await keysBelow(keyOf(name), signal)).some(({ path }) => path === name)));

  return {
    identity: async () => [s3Identity(options)],
    list: (part, signal) =>
      settled(toNetworkError, async () => {
        const found = await keysBelow(keyOf(part === 'bundles' ? 'replicas/' : 'blobs/'), signal);
        return toListing(part, found, serverTime, limits);
      }),
    read,
    writeNew,
    remove,
    probe: async (slot, signal) => {
      const checkFirst = (): void => {
        createOnly = 'byChecking';
      };
      const probed = await runProbe({ read, writeNew, remove, isListed, createOnly: () => createOnly, checkFirst }, slot, signal);
      return probed.ok ? ok({ createOnly: probed.value, serverTime }) : probed;
    },
    requests: transport.requests,
    close: () => {
      client.destroy();
      transport.close();
    },
  };
};
