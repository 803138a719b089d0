/** The address that a browser opens for what people write as one: `www.example.ro` stands for `https://www.example.ro`. Null for what is none. */
export const webAddress = (typed: string): string | null => {
  const text = typed.trim();
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return /^https?:\/\/[^\s/@:]+\.[^\s/@:.]{2,}(:\d+)?([/?#]\S*)?$/i.test(full) ? full : null;
};
