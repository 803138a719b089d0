import { config } from 'zod';

/** The content policy forbids `eval`; without this, building the first schema would try it and be reported. Imported before any schema. */
config({ jitless: true });
