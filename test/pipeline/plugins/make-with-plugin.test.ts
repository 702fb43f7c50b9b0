import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../run-command.ts';
import { COPYING, COUNTING, packageFolder } from './package-folder.ts';

/** Lets a plug-in in a file make `out.onnx` of `in.onnx`. */
async function apply(code: string, ...args: readonly string[]) {
  const folder = packageFolder({});
  const at = (name: string) => join(folder, name);
  writeFileSync(at('plugin.mjs'), code);
  writeFileSync(at('in.onnx'), 'net');
  const end = await runCommand(['plugins', 'apply', at('plugin.mjs'), at('in.onnx'), '--out', at('out.onnx'), ...args]);
  return { ...end, at };
}

test('a plug-in of a third party makes a file, with its options, and what it tells is shown', async () => {
  const { code, out, messages, at } = await apply(COPYING, '--option', 'times=2');
  expect([code, out, messages]).toEqual([0, `${at('out.onnx')}\n`, 'Copied.\n']);
  expect(readFileSync(at('out.onnx'), 'utf8')).toBe('net');
  const { out: json } = await apply(COPYING, '--json', '--seed', '7');
  expect(JSON.parse(json)).toMatchObject({ record: { times: 1, seed: 7 } });
});

test.each([
  ['fails', COPYING, ['--option', 'times=-1'], 1, /^plug-in copier: cannot copy -1 times\. See its options/],
  ['makes nothing', COPYING, ['--option', 'times=0'], 1, /it says that it has made \/.*out\.onnx, and has not/],
  ['says nothing', COPYING.replace('return {', 'return { way: 1, '), [], 1, /what it returned does not say what it has made: it: Unrecognized key: "way"/],
  ['gets a wrong option', COPYING, ['--option', 'times=often'], 2, /^plug-in copier: times: Invalid input/],
  ['makes no file at all', COUNTING, [], 2, /attaches at clip \(the results of a clip, before they are written\), and makes no file/],
] as const)('a plug-in that %s is told of', async (...[, source, args, wanted, message]) => {
  const { code, messages } = await apply(source, ...args);
  expect([code, messages]).toEqual([wanted, expect.stringMatching(message)]);
});
