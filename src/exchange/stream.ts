import type { Bytes } from './format.ts';

/** Portions as a stream that asks for the next one only when it is wanted; ending the stream ends them too. */
export const toStream = (portions: AsyncIterable<Bytes>): ReadableStream<Bytes> => {
  const iterator = portions[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>({
    pull: async (controller) => {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await iterator.return?.();
    },
  });
};
