import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testCard } from './test-card.ts';

const program = join(import.meta.dirname, '..', '..', 'bin', 'affekt.js');
const newFolder = () => mkdtempSync(join(tmpdir(), 'affekt-endings-'));
const env = { ...process.env, AFFEKT_MODELS: newFolder(), AFFEKT_MODEL_MIRROR: '' };
const path = testCard({ seconds: 16, size: '320x240' });

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Analyses a long clip into `out` and calls `onProgress` once, when the first frames were read; resolves with how the process ended. */
function analyze(out: string, onProgress: (child: ReturnType<typeof spawn>) => void): Promise<Ending> {
  const child = spawn(process.execPath, [program, 'analyze', path, '--out', out, '--no-report', '--json', '--device', 'cpu'], { env });
  let [stdout, stderr, told] = ['', '', false];
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  child.stdout.on('data', (text: Buffer) => {
    stdout += text.toString();
    if (!told && stdout.includes('"progress"')) {
      told = true;
      onProgress(child);
    }
  });
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })));
}

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends a run like Ctrl-C: results so far are written and marked', async (signal) => {
  const out = newFolder();
  const { code } = await analyze(out, (child) => child.kill(signal));
  expect(code).toBe(130);
  expect(readFileSync(join(out, 'card', 'run.json'), 'utf8')).toMatch(/"state": "interrupted"/);
});

test('a second Ctrl-C ends the run at once, without a crash in the middle of an inference', async () => {
  const { code, signal, stderr } = await analyze(newFolder(), (child) => {
    child.kill('SIGINT');
    child.stderr!.once('data', () => child.kill('SIGINT'));
  });
  expect(code ?? signal).toBe('SIGINT');
  expect(stderr).not.toMatch(/terminate called|^\s+at /m);
});

test('a reader that has seen enough stops the run like Ctrl-C, without a word', async () => {
  const out = newFolder();
  const { code, signal, stderr } = await analyze(out, (child) => child.stdout!.destroy());
  expect([code, signal]).toEqual([130, null]);
  expect(stderr).toBe('');
  expect(readFileSync(join(out, 'card', 'run.json'), 'utf8')).toMatch(/"state": "interrupted"/);
});

test.skipIf(!existsSync('/dev/full'))('standard output that takes nothing is one clear line and exit code 1 (skipped where there is no /dev/full)', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [program, 'models', 'list'], { env, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^error: standard output: cannot write, the disk is full/m);
  expect(stderr).not.toMatch(/^\s+at |--debug/m);
});

test('of two runs that want one result folder at the same time the second says so, and the first is not disturbed', async () => {
  const out = newFolder();
  const seconds: Promise<Ending>[] = [];
  const first = await analyze(out, (child) => {
    child.kill('SIGSTOP'); // So that it is surely still at work
    const second = analyze(out, () => undefined);
    void second.then(() => child.kill('SIGCONT') && child.kill('SIGINT'));
    seconds.push(second);
  });
  const second = await seconds[0]!;
  expect([first.code, second.code]).toEqual([130, 6]);
  expect(second.stdout).toMatch(/"code":"IN_USE","message":"[^"]*another run is at work there \(process \d+/);
  expect(readFileSync(join(out, 'card', 'run.json'), 'utf8')).toMatch(/"state": "interrupted"/);
});

test('a result folder that is removed during the run ends it with one clear line, and no empty tables', async () => {
  const out = newFolder();
  const { code, stderr } = await analyze(out, () => rmSync(join(out, 'card'), { recursive: true }));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error: .*card: was removed while results were written into it\. .*\n$/);
  expect(existsSync(join(out, 'card', 'frames.csv'))).toBe(false);
});
