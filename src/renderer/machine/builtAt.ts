declare const __BUILT_AT__: number | undefined;

/** When this program was built, in UTC milliseconds; null where it runs from its sources. */
export const builtAt: number | null = typeof __BUILT_AT__ === 'number' ? __BUILT_AT__ : null;
