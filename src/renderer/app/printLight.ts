/** Paper is white: what is printed is printed in the light colours, whatever the screen has. */
export const printInLight = (): void => {
  const root = document.documentElement;
  const attribute = 'data-mantine-color-scheme';
  let shown: string | null = null;
  window.addEventListener('beforeprint', () => {
    shown = root.getAttribute(attribute);
    root.setAttribute(attribute, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (shown !== null) root.setAttribute(attribute, shown);
  });
};
