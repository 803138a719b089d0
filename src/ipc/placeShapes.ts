/** What servers take as names, apart from the schemas: the window looks at what somebody has typed before it asks, and needs no parser for it. */

export const bucketPattern = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Folder inside a bucket, without a slash at either end; empty for the bucket itself. */
export const prefixPattern = /^$|^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/;
