import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXPRESSIONS, loadConfig } from 'affekt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXPRESSIONS as FROM_SOURCE } from '../fusion/verdict.ts';
import { testCard } from './pipeline/test-card.ts';
import { smallTraining, writeSmallCorpus } from './pipeline/training/small-corpus.ts';

const root = join(import.meta.dirname, '..');
/** What a user installs: no `.ts` file in it. */
const installed = mkdtempSync(join(tmpdir(), 'affekt-installed-'));
const node = (...args: readonly string[]) => execFileSync(process.execPath, args, { cwd: installed, encoding: 'utf8', env: { ...process.env, AFFEKT_MODELS: join(installed, 'models') } });

beforeAll(() => {
  for (const name of ['package.json', 'bin', 'scripts/point-exports.js']) cpSync(join(root, name), join(installed, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js'), join(installed, 'dist')]);
  node('scripts/point-exports.js', 'dist');
});

afterAll(() => rmSync(installed, { recursive: true, force: true }));

test('in a checkout, `affekt` is the sources, without a build', () => {
  expect(EXPRESSIONS).toBe(FROM_SOURCE);
  expect(loadConfig({}).output.folder).toBe('results');
});

test('once built, `affekt` is dist', () => {
  expect(node('-e', "import('affekt').then((it) => console.log(import.meta.resolve('affekt'), it.EXPRESSIONS.length))")).toMatch(/dist\/index\.js 8$/m);
  expect(existsSync(join(installed, 'dist', 'index.d.ts'))).toBe(true);
});

test('what is built analyses a clip and writes its report, with every file it reads beside it', () => {
  node('bin/affekt.js', 'analyze', '--device', 'cpu', '--out', 'out', testCard());
  expect(readFileSync(join(installed, 'out', 'card', 'report.html'), 'utf8')).toContain('</html>');
  const run = readFileSync(join(installed, 'out', 'card', 'run.json'), 'utf8');
  expect(run).toContain('affekt-voice-ravdess');
});

test('what is built trains a head and writes its report', async () => {
  const corpus = await writeSmallCorpus();
  writeFileSync(join(installed, 'train.json'), JSON.stringify(smallTraining(corpus)));
  node('bin/affekt.js', 'train', '--config', 'train.json', '--set', 'training.epochs=1', '--quiet');
  expect(readFileSync(join(corpus, 'runs', 'small', 'training.html'), 'utf8')).toContain('</html>');
  expect(existsSync(join(corpus, 'runs', 'small', 'head.onnx'))).toBe(true);
});

test('after packing, package.json is as it was', () => {
  node('scripts/point-exports.js', 'source');
  expect(readFileSync(join(installed, 'package.json'), 'utf8')).toBe(readFileSync(join(root, 'package.json'), 'utf8'));
});
