import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newFolder, runCommand } from '../run-command.ts';

const ask = (...more: string[]) => runCommand(['rope-bound', '--head-dim', '16', '--context', '256', ...more]);

test('what is asked of rotary positions is told in words', async () => {
  const { code, out } = await ask();
  expect(code).toBe(0);
  expect(out).toMatch(/^reach +91: .*\(B = −0\.216\)$/m);
  expect(out).toMatch(/^context +256: does not hold$/m);
  expect(out).toMatch(/^smallest base +8\.6e3 \(2 significant digits\)$/m);
  expect(out).toMatch(/^next base +1\.2e4: /m);
});

test('and as JSON', async () => {
  const { out } = await ask('--base', '8600', '--json');
  expect(JSON.parse(out)).toMatchObject({ headDim: 16, base: 8600, context: 256, holds: true, smallestBase: 8600, nextBase: 8600 });
});

test('NTK-aware scaling grows the base', async () => {
  expect(JSON.parse((await ask('--ntk', '4', '--json')).out)).toMatchObject({ base: 10_000 * 4 ** (16 / 14) });
});

test('the plot marks where it first goes below zero', async () => {
  const path = join(newFolder(), 'plot.svg');
  expect((await ask('--plot', path)).code).toBe(0);
  expect(readFileSync(path, 'utf8')).toMatch(/^<svg xmlns=.*reach 91<\/text>.*<\/svg>\n$/s);
});

test.each([
  [['--head-dim', '15'], /'15' is invalid\. It must be an even number/],
  [['--context', '1e9'], /'1e9' is invalid\. It must be a whole number from 0 to 16777216/],
  [['--base', '0'], /'0' is invalid\. It must be a number above 0/],
  [['--plot', 'plot.png'], /It must end in \.svg or \.html/],
])('%s is refused in one sentence', async (given, message) => {
  const { code, messages } = await ask(...given);
  expect(code).toBe(2);
  expect(messages).toMatch(message);
});
