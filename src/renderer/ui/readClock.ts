/** HH:MM of what somebody types: "9", "930", "9.30", "09:30"; null where it is no time of day. */
export const readClock = (text: string): string | null => {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/.exec(text.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
};
