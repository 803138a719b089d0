import {
  type CSSVariablesResolver,
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  mergeMantineTheme,
  type VariantColorsResolver,
} from '@mantine/core';
import type { MouseEvent } from 'react';
import { foldedFilter } from './choosing.ts';
import { dark, light, ramps } from './tokens.ts';

/** Mantine works out the text on a filled button from the light shade alone (2.2:1 on pale petrol); our own pair answers for the brand. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const base = defaultVariantColorsResolver(input);
  if (input.color && input.color !== 'petrol') return base;
  if (input.variant === 'filled')
    return { ...base, background: 'var(--brand)', hover: 'var(--brandHover)', color: 'var(--onBrand)', border: 'none' };
  if (input.variant === 'subtle') return { ...base, color: 'var(--petrolInk)', hover: 'var(--petrolBg)' };
  return base;
};

/** The second half of a double click on what opens a dialog falls on the backdrop, and must not close it. */
const restSecondClick = (event: MouseEvent): void => {
  if (event.detail > 1) event.stopPropagation();
};

/** Nor take the keyboard out of the dialog, as a press on what takes no focus does. */
const keepFocus = (event: MouseEvent): void => {
  if (event.detail > 1) event.preventDefault();
};

const tuple = (name: keyof typeof ramps): MantineColorsTuple => [...ramps[name]] satisfies MantineColorsTuple;

export const theme = createTheme({
  fontFamily: "'Figtree Variable', 'Segoe UI', system-ui, sans-serif",
  headings: { fontFamily: "'Source Serif 4 Variable', Georgia, serif", fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.45' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '0.875rem' },
  defaultRadius: 'md',
  // Mantine paints what we do not name (unset radios, password fields, clear buttons, pills) from these two ramps.
  colors: {
    dark: [dark.ink, dark.ink2, dark.ink3, dark.edge, dark.line2, dark.hover, dark.surface, dark.hover, dark.sunken, dark.frame],
    gray: [light.hover, light.hover, light.line, light.line, light.line2, light.edge, light.ink3, light.ink2, light.ink, light.ink],
    petrol: tuple('petrol'),
    clay: tuple('clay'),
    leaf: tuple('leaf'),
    amber: tuple('amber'),
    brick: tuple('brick'),
    plum: tuple('plum'),
  },
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 3 },
  variantColorResolver,
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Select: {
      defaultProps: {
        checkIconPosition: 'right',
        openOnFocus: false,
        filter: foldedFilter,
        selectFirstOptionOnChange: true, // What was typed is chosen with Enter.
        comboboxProps: { shadow: 'md' },
      },
    },
    Autocomplete: { defaultProps: { filter: foldedFilter } },
    TagsInput: { defaultProps: { filter: foldedFilter } },
    Textarea: { defaultProps: { autosize: true } },
    // A list whose options come after it has been opened would stay where the empty one had room, below the window's edge.
    Popover: { defaultProps: { preventPositionChangeWhenVisible: false } },
    Tooltip: { defaultProps: { openDelay: 500, withArrow: false } },
    // The page itself never scrolls, so nothing needs locking; the lock would write a <style> element, which the policy forbids.
    Modal: { defaultProps: { radius: 'xl', centered: true, lockScroll: false, overlayProps: { backgroundOpacity: 0.45 } } },
    ModalRoot: { defaultProps: { radius: 'xl', lockScroll: false } },
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.45, onClickCapture: restSecondClick, onMouseDown: keepFocus } },
  },
});

const named = (tokens: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [`--${name}`, value]));

const mapped: Readonly<Record<string, string>> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line2)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-error': 'var(--brickInk)',
  '--mantine-color-anchor': 'var(--petrolInk)',
  '--mantine-color-disabled': 'var(--hover)',
  '--mantine-color-disabled-color': 'var(--ink3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--brand)',
  '--mantine-primary-color-filled-hover': 'var(--brandHover)',
  '--mantine-primary-color-contrast': 'var(--onBrand)',
  '--mantine-primary-color-light': 'var(--petrolBg)',
  '--mantine-primary-color-light-color': 'var(--petrolInk)',
  '--mantine-shadow-md': 'var(--shadowMd)',
  '--mantine-shadow-xl': 'var(--shadowXl)',
};

export const variablesOf: CSSVariablesResolver = (full) => {
  const own = defaultCssVariablesResolver(full);
  return {
    variables: { ...own.variables },
    light: { ...own.light, ...named(light), ...mapped, '--mantine-color-scheme': 'light' },
    dark: { ...own.dark, ...named(dark), ...mapped, '--mantine-color-scheme': 'dark' },
  };
};

/** Puts the generated variables into a constructed stylesheet, because the content policy allows no `<style>` elements. */
export const installTheme = (): void => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(convertCssVariables(variablesOf(mergeMantineTheme(DEFAULT_THEME, theme)), ':root'));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
};
