import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { Person } from './person.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Finding = { readonly id: string; readonly impact: string | null; readonly nodes: readonly { readonly html: string }[] };

/**
 * Elements placed by an ancestor outside the pane in which they scroll. They make the whole window taller, and a step of the focus to one
 * of them moves everything up for good, because the window itself cannot be scrolled back.
 */
const escaped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const styleOf = (element: Element): CSSStyleDeclaration => getComputedStyle(element);
    const holds = (element: Element): boolean => styleOf(element).position !== 'static' || styleOf(element).contain !== 'none';
    const html = [...document.querySelectorAll('*')].filter((each) => each instanceof HTMLElement);
    const found = html.filter((each) => {
      if (styleOf(each).position !== 'absolute') return false;
      for (let outer = each.parentElement; outer !== null && !holds(outer); outer = outer.parentElement)
        if (/auto|scroll/.test(styleOf(outer).overflowY)) return true;
      return false;
    });
    return [...new Set(found.map(({ className, tagName }) => `outside its pane: ${tagName} ${className}`))];
  });

/**
 * What axe calls serious or critical on the screen that is shown, and regions of one name that nobody could tell apart by ear. Its source
 * goes through the debugger, which the content policy lets pass. What still fades is waited for, or axe measures a colour between two.
 */
export const faultsOf = async ({ page }: Person): Promise<readonly string[]> => {
  await page.evaluate(axe);
  await page.evaluate(async () => {
    const fading = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(fading.map(({ finished }) => finished));
  });
  const findings = await page.evaluate(async () => {
    const { axe: runner } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    return (await runner.run()).violations;
  });
  const named = findings
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'landmark-unique')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  return [...named, ...(await escaped(page))];
};
