declare const brand: unique symbol;

/** A type of its own over `T`, so that an organisation's id cannot be handed where a run's id is meant. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
