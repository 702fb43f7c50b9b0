import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { sum, unary } from './graphs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const source = pathToFileURL(join(root, 'runtime/open-runtime.ts')).href;

/** Runs `body` in a process of its own, in which `runtime`, `negate` (a graph) and `feeds` are at hand. */
function runScript(body: string, module = source) {
  const code = `import { openRuntime } from ${JSON.stringify(module)};
    const negate = Uint8Array.from(${JSON.stringify([...unary('Neg')])});
    const feeds = () => ({ x: { type: 'float32', dims: [1, 3], data: Float32Array.of(1, 2, 3) } });
    const runtime = await openRuntime({ device: 'cpu', workers: 2 });
    ${body}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8', timeout: 120_000 });
  return { status, stdout: stdout.trim(), stderr };
}

test('a runtime that was closed lets the process end', () => {
  const ended = runScript(`const session = await runtime.open(negate, { name: 'negate' });
    await session.run(feeds()); await session[Symbol.asyncDispose](); await runtime[Symbol.asyncDispose](); console.log('end');`);
  expect(ended).toEqual({ status: 0, stdout: 'end', stderr: '' });
});

test('a runtime that nobody closed does not keep the process alive', () => {
  const ended = runScript(`const session = await runtime.open(negate, { name: 'negate' }); await session.run(feeds()); console.log('end');`);
  expect(ended).toEqual({ status: 0, stdout: 'end', stderr: '' });
});

test('the process waits for an inference that is under way', () => {
  const ended = runScript(`const session = await runtime.open(negate, { name: 'negate' }); void session.run(feeds()).then(({ y }) => console.log(...y.data));`);
  expect(ended).toEqual({ status: 0, stdout: '-1 -2 -3', stderr: '' });
});

test('`await using` closes session and runtime', () => {
  const ended = runScript(`let kept; { await using own = runtime; await using session = await own.open(negate, { name: 'negate' }); kept = session; }
    await kept.run(feeds()).catch((error) => console.log(error.code));`);
  expect(ended).toEqual({ status: 0, stdout: 'FAILED', stderr: '' });
});

test('what ONNX Runtime finds wrong comes as an error, and nothing is written on the terminal', () => {
  const bytes = JSON.stringify([...sum()]);
  const ended = runScript(`await runtime.open(new Uint8Array(9), { name: 'broken' }).catch((error) => console.log(error.code));
    const add = await runtime.open(Uint8Array.from(${bytes}), { name: 'sum' });
    const vector = (length) => ({ type: 'float32', dims: [length], data: new Float32Array(length) });
    await add.run({ a: vector(2), b: vector(3) }).catch((error) => console.log(error.code));`);
  expect(ended).toEqual({ status: 0, stdout: 'BROKEN\nFAILED', stderr: '' });
});

test('compiled to JavaScript, it starts the compiled worker', () => {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-dist-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const file of readdirSync(join(root, 'runtime'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(root, 'runtime', file), 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, rewriteRelativeImportExtensions: true, verbatimModuleSyntax: true },
    });
    mkdirSync(join(folder, 'runtime', dirname(file)), { recursive: true });
    writeFileSync(join(folder, 'runtime', dirname(file), basename(file, '.ts') + '.js'), outputText);
  }
  const ended = runScript(`const session = await runtime.open(negate, { name: 'negate' }); console.log(...(await session.run(feeds())).y.data);`, pathToFileURL(join(folder, 'runtime/open-runtime.js')).href);
  expect(ended).toEqual({ status: 0, stdout: '-1 -2 -3', stderr: '' });
});
