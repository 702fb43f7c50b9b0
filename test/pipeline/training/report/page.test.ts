import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inBrowser, skipped, useBrowser } from '../../browser.ts';
import { writeTrainingReport } from '../../../../pipeline/training/report/write-training-report.ts';
import { storedRunFolder, type FolderOptions } from './stored-run-folder.ts';

const browser = useBrowser();

/** Opens the page of a run and notes what it complains about and asks for. */
async function open({ scheme = 'light', width = 1200, ...options }: FolderOptions & { scheme?: 'light' | 'dark'; width?: number } = {}) {
  const path = await writeTrainingReport(await storedRunFolder(options));
  const page = await browser.current.newPage({ viewport: { width, height: 1000 }, colorScheme: scheme });
  const noted: string[] = [];
  page.on('console', (message) => noted.push(message.text()));
  page.on('pageerror', (error) => noted.push(error.message));
  page.on('request', (request) => noted.push(request.url()));
  await page.goto(`file://${path}`);
  await page.waitForFunction('document.documentElement.dataset.theme !== undefined');
  return { page, noted, own: `file://${path}` };
}

inBrowser(`the page opens without a complaint, runs nothing that names hold, and asks for nothing${skipped}`, async () => {
  const hostile = '</script><script>document.title = "run"</script><img src=x onerror="document.title = 1">';
  const { page, noted, own } = await open({ name: hostile, classes: [hostile, 'calm'], folds: ['fold-<img src=x onerror=alert(1)>'], warnings: [hostile] });
  await page.locator('svg[tabindex]').first().hover();
  expect(noted.filter((url) => !url.startsWith('data:'))).toEqual([own]);
  expect(await page.title()).toBe(`${hostile} – affekt training`);
  await page.close();
});

inBrowser(`the pointer and the arrow keys tell the values of every fold${skipped}`, async () => {
  const { page } = await open({ folds: ['fold-1', 'fold-2'], epochs: 4 });
  const chart = page.locator('figure.chart').nth(2);
  const box = (await chart.locator('svg').boundingBox())!;
  await page.mouse.move(box.x + box.width - 14, box.y + 60);
  expect(await chart.locator('.readout').textContent()).toBe('step 80fold-1: 1.46e−4fold-2: 1.46e−4'); // 5e-4 · (1 + cos(3π/4))
  await page.mouse.move(0, 0);
  expect(await chart.locator('.readout').isVisible()).toBe(false);
  await chart.locator('svg').focus();
  await page.keyboard.press('ArrowLeft');
  expect(await chart.locator('.readout').textContent()).toContain('step 70');
  await page.close();
});

inBrowser.each(['light', 'dark'] as const)(`every text can be read in the %s theme${skipped}`, async (scheme) => {
  const { page } = await open({ scheme, warnings: ['A warning.'] });
  await page.locator('summary').click();
  expect(await page.evaluate(await readFile(join(import.meta.dirname, '../../report/faint-texts.js'), 'utf8'))).toEqual([]);
  await page.close();
});

inBrowser(`a narrow window scrolls tables, not the page${skipped}`, async () => {
  const long = 'a-very-long-name-of-a-class-without-any-place-to-break-it-'.repeat(3);
  const { page } = await open({ width: 380, name: long, classes: [long, 'calm'], folds: [long], warnings: [long] });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(380);
  await page.close();
});

inBrowser(`hundreds of folds are drawn, and ten of them named at once${skipped}`, async () => {
  const { page, noted, own } = await open({ folds: Array.from({ length: 120 }, (_, index) => `fold-${index + 1}`), epochs: 3 });
  await page.locator('figure.chart svg').nth(1).hover({ position: { x: 200, y: 80 } });
  expect(await page.locator('figure.chart .readout').nth(1).textContent()).toContain('and 110 more');
  expect(noted.filter((url) => !url.startsWith('data:'))).toEqual([own]);
  await page.close();
});
