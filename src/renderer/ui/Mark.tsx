/** The two rivers that meet: petrol from the north, clay from the east. */
export const Mark = ({ size = 28 }: { readonly size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" fill="none" strokeLinecap="round" strokeWidth={4.5} aria-hidden="true">
    <path d="M26 4.5c0 7-3.5 8.5-8 12" stroke="var(--ro)" />
    <path d="M6 4.5c0 7 3 8.5 7 11.500 2.500 2 3 4 3 11" stroke="var(--hu)" />
  </svg>
);
