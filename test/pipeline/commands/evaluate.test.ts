import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { evaluateCommand } from '../../../pipeline/commands/evaluate.ts';
import { toJson } from '../../../pipeline/evaluation/to-json.ts';
import { renderEvaluation } from '../../../pipeline/evaluation/report/render-evaluation.ts';
import type { Evaluation } from '../../../pipeline/evaluation/evaluation.ts';
import { annotation, frameTable, useFolder } from '../evaluation/fixture.ts';
import golden from '../evaluation/golden/evaluation.json' with { type: 'json' };
import { inBrowser, skipped, useBrowser } from '../browser.ts';

const write = useFolder();
const browser = useBrowser();

function sink() {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      parts.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}

/** Runs the command in this process; errors are thrown, as `main` would report them. */
async function run(args: readonly string[], stop = new AbortController().signal) {
  const [stdout, stderr] = [sink(), sink()];
  let code: number | undefined;
  const command = evaluateCommand({ environment: { models: undefined, mirrors: [] } as never, stdout: stdout.stream, stderr: stderr.stream, stop, exit: (given) => (code = given) });
  await command.exitOverride().parseAsync(args, { from: 'user' });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

async function files(task: 'va' | 'expr') {
  const paths = await Promise.all(golden.videos.map((video) => write(`labels-${task}/${video.name}.txt`, annotation(task, video))));
  return ['--protocol', `abaw6-${task}`, '--predictions', await write(`${task}.txt`, frameTable(task)), '--labels', dirname(paths[0]!), '--replicates', '50'];
}

test('the score is printed with its interval, parts, counts, published figures and the worst videos; messages go to standard error', async () => {
  const { code, stdout, stderr } = await run(await files('va'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/mean CCC +0\.8492 {2}95 % of bootstrap samples of 3 videos: 0\.\d+ to 0\.\d+/);
  expect(stdout).toMatch(/198 frames of 4 videos scored, 17 frames without a label left out/);
  expect(stdout).toMatch(/0\.6721 +test +Netease Fuxi, 1st/);
  expect(stdout).toMatch(/Worst videos\n/);
  expect(stderr).toBe('warning: The interval rests on 3 videos and is rough.\n');
});

test('JSON goes to standard output in place of the text, or into a file beside it', async () => {
  const plain = JSON.parse((await run([...(await files('expr')), '--json', '-'])).stdout) as Evaluation;
  expect(plain).toMatchObject({ protocol: 'abaw6-expr', metric: 'macro-f1', score: expect.closeTo(golden.expr.score, 10) as number });
  expect(plain.confusion).toHaveLength(64);
  const path = join(dirname(await write('here', '')), 'out.json');
  await run([...(await files('expr')), '--json', path]);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(plain);
});

test('every protocol is listed with what it is scored by', async () => {
  const { stdout } = await run(['--list']);
  expect(stdout).toMatch(/^mer2023-multi +MER 2023, .* mer-combined +mer2023$/m);
  expect(stdout.trim().split('\n')).toHaveLength(26);
});

test.each([
  [['--protocol', 'abaw6-va'], /--predictions is missing/],
  [['--predictions', 'x'], /--protocol is missing\. See the protocols with `affekt evaluate --list`/],
  [['--protocol', 'abaw9-va', '--predictions', 'x', '--labels', 'y'], /abaw9-va: is no protocol that affekt knows/],
  [['--protocol', 'abaw6-va', '--predictions', 'x', '--labels', 'y', '--words', 'z'], /has no open vocabulary/],
])('arguments that lack or have too much are told of: %s', async (args, message) => {
  await expect(run(args)).rejects.toThrow(message);
});

test('a stopped evaluation ends without a result', async () => {
  const stop = AbortSignal.abort();
  await expect(run(await files('va'), stop)).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }) as Error);
});

const EVALUATION: Evaluation = {
  protocol: 'abaw6-va', title: '<b>one</b>', formula: 'f', metric: 'ccc', score: null, parts: { 'ccc-valence': null },
  counts: { clips: 2, rows: 5, invalid: 0, missing: 0, missingClips: 0, extra: 0, extraClips: 0 },
  clips: [{ clip: '<i>b</i>', rows: 3, missing: 0, scores: { ccc: -0.5 } }, { clip: 'a', rows: 2, missing: 0, scores: { ccc: null } }, { clip: 'c', rows: 10, missing: 0, scores: { ccc: 0.25 } }],
  calibration: { weight: Float64Array.of(1), confidence: Float64Array.of(0.5), correct: Float64Array.of(1), squaredError: 0.1, logLoss: 0.2 },
  warnings: ['<script>x</script>'], published: [], notes: [],
};

test('names of files cannot become markup, and what is not defined is a dash', () => {
  const page = renderEvaluation(EVALUATION, { style: '', script: '' });
  expect(page).not.toMatch(/<i>b|<script>x|<b>one/);
  expect(page).toContain('<p class="score">–</p>');
});

test('typed arrays are plain ones in JSON', () => {
  expect(JSON.parse(toJson(EVALUATION))).toMatchObject({ score: null, calibration: { weight: [1] } });
});

inBrowser(`the page sorts its videos by a heading, in both directions, and follows light and dark${skipped}`, async () => {
  const path = join(dirname(await write('here', '')), 'page.html');
  await run([...(await files('va')), '--html', path]);
  const page = await browser.current.newPage({ colorScheme: 'dark' });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => errors.push(message.text()));
  await page.goto(pathToFileURL(path).href);
  const column = () => page.locator('.sortable tbody td:nth-child(2)').allTextContents();
  await page.click('.sortable .sort >> nth=1');
  const rising = (await column()).map(Number);
  await page.click('.sortable .sort >> nth=1');
  expect(rising).toEqual([...rising].sort((a, b) => a - b));
  expect((await column()).map(Number)).toEqual([...rising].reverse());
  expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(errors).toEqual([]);
});
