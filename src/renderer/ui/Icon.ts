import type { ComponentType } from 'react';

/** An icon of `@tabler/icons-react`; the kit sets size and stroke. */
export type Icon = ComponentType<{ readonly size?: number | string; readonly stroke?: number | string; readonly className?: string }>;
