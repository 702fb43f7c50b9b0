import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '..', '..', 'bin', 'affekt.js');

/** What a start may load: the parser of arguments, and where the cache folders are. */
const LIGHT = ['commander', 'env-paths', 'is-safe-filename'];

/** Notes the address of each module of the process, whoever loads it; the last word on what a command needs. */
const RECORDER = `
import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const loaded = new Set();
registerHooks({ load: (url, context, next) => (loaded.add(url), next(url, context)) });
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify([...loaded])));
`;

/** Runs affekt and returns the modules that it loaded. */
function modulesOf(...args: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-start-'));
  const [recorder, loaded] = [join(folder, 'recorder.mjs'), join(folder, 'loaded.json')];
  writeFileSync(recorder, RECORDER);
  execFileSync(process.execPath, ['--import', recorder, program, ...args], { stdio: 'ignore', env: { ...process.env, LOADED: loaded, AFFEKT_MODELS: folder } });
  return JSON.parse(readFileSync(loaded, 'utf8')) as string[];
}

const packagesIn = (modules: readonly string[]) => new Set(modules.flatMap((url) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));

test.each(['--version', '--help', 'analyze --help', 'bench partial --help', 'completion bash'])('affekt %s loads no package but the parser of arguments, and no work of a command', (line) => {
  const modules = modulesOf(...line.split(' '));
  expect([...packagesIn(modules)].filter((name) => !LIGHT.includes(name))).toEqual([]);
  expect(modules.some((url) => url.endsWith('/pipeline/commands/analyze.ts'))).toBe(true);
  expect(modules.filter((url) => /\/commands\/(?!options\/)[^/]+\//.test(url))).toEqual([]);
  expect(modules.length).toBeLessThan(200);
});

test('a command loads what it works with when it runs, and not what others work with', () => {
  const packages = packagesIn(modulesOf('config', 'show'));
  expect([packages.has('zod'), packages.has('onnxruntime-node'), packages.has('sharp')]).toEqual([true, false, false]);
});
