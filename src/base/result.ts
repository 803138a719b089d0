/** What can go wrong and is worth telling is a value: `type` names it and is also the translation key `error.<type>`. */
export type Failure = { readonly type: string };

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Err<E> = { readonly ok: false; readonly error: E };
export type Result<T, E extends Failure> = Ok<T> | Err<E>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });
export const err = <const E extends Failure>(error: E): Err<E> => ({ ok: false, error });
