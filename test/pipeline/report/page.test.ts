import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { inBrowser, skipped, useBrowser } from '../browser.ts';
import { writeReport, type ReportInput } from '../../../pipeline/report/write-report.ts';
import { fakeClip } from './fake-clip.ts';
import { testVideo } from './test-video.ts';

const browser = useBrowser();

/** Opens a report and notes what it complains about and asks for. */
async function open({ scheme = 'light', width = 1200, ...changes }: Partial<ReportInput> & { scheme?: 'light' | 'dark'; width?: number } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'affekt-page-'));
  const path = await writeReport({ folder, ...fakeClip({ seconds: 6 }), ...changes });
  const page = await browser.current.newPage({ viewport: { width, height: 1800 }, colorScheme: scheme });
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`file://${path}`);
  await page.waitForFunction('document.documentElement.dataset.theme !== undefined');
  return { page, complaints, requests };
}

const currentTime = (page: Page) => page.evaluate<number>('document.getElementById("media").currentTime');
const clock = (page: Page) => page.locator('#clock').textContent();

/** How many pixels of the overlay are drawn on, within a box in pixels of the 640 × 360 picture. */
const drawnPixels = (page: Page, [x, y, width, height]: readonly [number, number, number, number]) =>
  page.evaluate<number>(`(() => {
    const canvas = document.getElementById('overlay');
    const [x, y, width, height] = [${x}, ${y}, ${width}, ${height}].map((side) => (side * canvas.width) / 640);
    const { data } = canvas.getContext('2d').getImageData(x, y, width, height);
    return data.filter((value, index) => index % 4 === 3 && value > 0).length;
  })()`);

inBrowser(`a page with a video opens without a complaint and asks for nothing${skipped}`, async () => {
  const { page, complaints, requests } = await open({ videoPath: await testVideo({ seconds: 6 }) });
  await expect.poll(() => page.evaluate<number>('document.getElementById("media").readyState')).toBeGreaterThan(1);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !/^(?:blob|data):/.test(url))).toHaveLength(1);
  await page.close();
});

inBrowser(`a click on a segment seeks to its first frame and draws the box there${skipped}`, async () => {
  const { page } = await open({ videoPath: await testVideo({ seconds: 6 }) });
  await page.locator('.segments tbody tr', { hasText: 'happiness' }).first().click();
  await expect.poll(() => currentTime(page)).toBeCloseTo(2.65, 2);
  await expect.poll(() => clock(page)).toContain('frame 66');
  const x = 90 + 24 * Math.sin(2.64 * 0.7);
  expect(await drawnPixels(page, [x - 4, 80, 30, 60])).toBeGreaterThan(20);
  expect(await drawnPixels(page, [400, 60, 200, 240])).toBe(0);
  await page.close();
});

inBrowser(`a click on a sentence seeks to where it is said, and marks it; what is said stays text${skipped}`, async () => {
  const sentences = [{ start: 0.5, end: 1.5, text: 'First.' }, { start: 2.5, end: 4, text: '<img src=x onerror=alert(1)>', weights: [{ from: 0, to: 4, weight: 0.5 }] }];
  const { page, complaints } = await open({ sentences });
  const row = page.locator('.transcript tbody tr').nth(1);
  expect(await row.locator('.said').textContent()).toBe('<img src=x onerror=alert(1)>');
  await row.click();
  await expect.poll(() => clock(page)).toContain('frame 63');
  expect(await row.getAttribute('class')).toContain('current');
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser(`arrows go from frame to frame at the frames' own times, space plays${skipped}`, async () => {
  const { page } = await open({ videoPath: await testVideo({ seconds: 6 }) });
  await expect.poll(() => page.evaluate<number>('document.getElementById("media").readyState')).toBeGreaterThan(1);
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => clock(page)).toContain('frame 1'); // A busy machine takes its time to show a frame
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => clock(page)).toContain('frame 2');
  await page.keyboard.press(' ');
  await expect.poll(() => currentTime(page)).toBeGreaterThan(0.2);
  await page.close();
});

inBrowser(`a video whose first picture is not at zero still shows the right frame${skipped}`, async () => {
  const { page } = await open({ videoPath: await testVideo({ seconds: 6, offset: 1.5 }) });
  await expect.poll(() => clock(page)).toContain('frame 0');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => clock(page)).toContain('frame 1');
  await page.close();
});

inBrowser(`a medium that the browser cannot play is told of, and the figures can still be gone through${skipped}`, async () => {
  const { run } = fakeClip({ seconds: 6 });
  const proxy = ({ outPath }: { readonly outPath: string }) => writeFile(outPath, 'no video');
  const { page } = await open({ videoPath: await testVideo({ seconds: 1 }), proxy, run: { ...run, clip: { ...run.clip, video: { ...run.clip.video!, codec: 'hevc' } } } });
  await expect.poll(() => page.locator('#trouble').textContent()).toContain('cannot play the original');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => clock(page)).toContain('frame 1');
  await page.close();
});

inBrowser(`what is seen last holds for a frame, not to the end of a clip that was cut short${skipped}`, async () => {
  const { rows, run } = fakeClip({ seconds: 2 });
  const { page } = await open({ rows, run: { ...run, state: 'interrupted', clip: { ...run.clip, duration: 20 } }, voice: [] });
  const lane = (await page.locator('.lane canvas').nth(1).boundingBox())!;
  await page.mouse.move(lane.x + lane.width * 0.05, lane.y + 5);
  await expect.poll(() => page.locator('.readout').textContent()).toContain('Person 0');
  await page.mouse.move(lane.x + lane.width * 0.5, lane.y + 5);
  await expect.poll(() => page.locator('.readout').textContent()).not.toContain('Person 0');
  await page.close();
});

inBrowser(`a click on the timeline seeks, and zooming in shows less time${skipped}`, async () => {
  const { page } = await open({ videoPath: await testVideo({ seconds: 6 }) });
  const lane = (await page.locator('.lane canvas').nth(1).boundingBox())!;
  await page.mouse.click(lane.x + lane.width / 2, lane.y + 5);
  await expect.poll(() => currentTime(page)).toBeCloseTo(3, 1);
  await page.locator('#zoom-in').click();
  await page.mouse.click(lane.x + lane.width / 4, lane.y + 5);
  await expect.poll(() => currentTime(page)).toBeCloseTo(2.25, 1);
  await page.close();
});

inBrowser(`the pointer over the timeline shows the figures of that moment${skipped}`, async () => {
  const { page } = await open();
  const lane = (await page.locator('.lane canvas').nth(1).boundingBox())!;
  await page.mouse.move(lane.x + lane.width * 0.75, lane.y + 5);
  await expect.poll(() => page.locator('.readout').textContent()).toMatch(/^0:04\.\d\dPerson 0 .+\s%.*valence .*Person 1 .*Sound speech/);
  await page.close();
});

inBrowser(`whoever speaks is named in a lane of the timeline, under the pointer and beside the verdict${skipped}`, async () => {
  const { segments } = fakeClip({ seconds: 6 });
  const named = segments.map((segment) => (segment.kind === 'speech' ? { ...segment, start: 0, person: 1 } : segment));
  const { page, complaints } = await open({ segments: named });
  expect(await page.locator('.lane', { hasText: 'Who speaks' }).count()).toBe(1);
  expect(await page.locator('#verdict').textContent()).toContain('From face, person 1 speaks');
  const lane = (await page.locator('.lane canvas').nth(1).boundingBox())!;
  await page.mouse.move(lane.x + lane.width * 0.75, lane.y + 5);
  await expect.poll(() => page.locator('.readout').textContent()).toMatch(/Sound speech .+%, person 1 speaks, voice/);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser(`a hostile name does nothing but appear${skipped}`, async () => {
  const name = '<img src=x onerror="document.title=`broken`">';
  const { run } = fakeClip({ seconds: 6 });
  const { page, complaints } = await open({ run: { ...run, clip: { ...run.clip, name } } });
  expect([await page.locator('h1').textContent(), await page.title()]).toEqual([name, `${name} – affekt`]);
  expect(complaints).toEqual([]);
  await page.close();
});

inBrowser.each(['light', 'dark'] as const)(`in %s, every text stands out from its ground by 4.5 to 1${skipped}`, async (scheme) => {
  const { page } = await open({ scheme });
  expect(await page.evaluate<string[]>(await readFile(join(import.meta.dirname, 'faint-texts.js'), 'utf8'))).toEqual([]);
  await page.locator('#theme').click();
  expect(await page.evaluate<string>('document.documentElement.dataset.theme')).toBe(scheme === 'dark' ? 'light' : 'dark');
  await page.close();
});

inBrowser(`on a narrow screen nothing is wider than the screen${skipped}`, async () => {
  const { page } = await open({ width: 380 });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
  await page.close();
});

inBrowser(`an hour of two people is drawn anew in less than a second${skipped}`, async () => {
  const { page, complaints } = await open(fakeClip({ seconds: 3600 }));
  const took = await page.evaluate<number>('(() => { const before = performance.now(); document.getElementById("zoom-in").click(); return performance.now() - before; })()');
  expect(complaints).toEqual([]);
  expect(took).toBeLessThan(1000);
  await page.close();
}, 60_000);

inBrowser(`still pictures, sound and clips without a face open without a complaint${skipped}`, async () => {
  const { video, ...clip } = fakeClip().run.clip;
  expect(video).toBeDefined();
  const none = fakeClip({ seconds: 2, people: 0 });
  for (const changes of [{ rows: [], run: { ...none.run, clip } }, { ...none, voice: [] }, { rows: [], voice: [], segments: [] }]) {
    const { page, complaints } = await open(changes);
    expect(complaints).toEqual([]);
    await page.close();
  }
});
