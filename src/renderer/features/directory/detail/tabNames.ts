export const tabNames = ['overview', 'people', 'events', 'visits', 'cooperation', 'history'] as const;
export type TabName = (typeof tabNames)[number];

export const toTabName = (text: string | undefined): TabName => tabNames.find((name) => name === text) ?? 'overview';
