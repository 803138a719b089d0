import type { Failure } from '../../base/result.ts';
import { i18n } from './i18n.ts';

export type FailureWords = { readonly title: string; readonly text: string; readonly code: string };

const codeOf = (failure: Failure): string =>
  Object.entries(failure)
    .map(([name, value]) => (name === 'type' ? String(value) : `${name}=${String(value)}`))
    .join(' ');

/** What happened and what to do, in the language of the screen. The error's `type` is the key; its other members fill the sentence. */
export const describeFailure = (failure: Failure): FailureWords => {
  const code = codeOf(failure);
  const key = [`error:${failure.type}`, `bundle:${failure.type}`].find((candidate) => i18n.exists(candidate)) ?? 'error:unknown';
  const words: unknown = i18n.t(key, { ...failure, returnObjects: true, defaultValue: '' });
  if (typeof words === 'string') return { title: words, text: '', code };
  if (typeof words !== 'object' || words === null) return { title: code, text: '', code };
  const part = (name: 'title' | 'text'): string => {
    const text: unknown = Reflect.get(words, name);
    return typeof text === 'string' ? text : '';
  };
  return { title: part('title'), text: part('text'), code };
};
