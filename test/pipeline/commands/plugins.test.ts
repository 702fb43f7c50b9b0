import { expect, test } from 'vitest';
import { PLUGINS } from '../../../plugins/plugins.ts';
import { POINTS } from '../../../plugins/points.ts';
import { runCommand } from '../run-command.ts';

interface Listed {
  readonly name: string;
  readonly attaches: string;
  readonly about: string;
  readonly from: string;
}

test('every plug-in that affekt brings along is listed under the name it is loaded by, at a point that there is', async () => {
  const { out } = await runCommand(['plugins', 'list', '--json']);
  const listed = JSON.parse(out) as Listed[];
  expect(listed.map(({ name }) => name)).toEqual(Object.keys(PLUGINS).sort());
  expect(listed.filter(({ attaches, about, from }) => !(attaches in POINTS) || about === '' || from !== 'affekt')).toEqual([]);
});

test.each(Object.keys(PLUGINS))('the options of %s are described one by one, each with a default', async (name) => {
  const { code, out } = await runCommand(['plugins', 'show', name, '--json']);
  const { options } = JSON.parse(out) as { readonly options: { readonly properties: Readonly<Record<string, object>>; readonly additionalProperties: boolean } };
  expect(code).toBe(0);
  expect(options.additionalProperties).toBe(false);
  expect(Object.entries(options.properties).filter(([, each]) => !('description' in each) || !('default' in each)).map(([key]) => key)).toEqual([]);
});

test('a plug-in that there is not is told of with what to do', async () => {
  const { code, messages } = await runCommand(['plugins', 'show', 'moon-reader']);
  expect([code, messages]).toEqual([2, expect.stringMatching(/^plug-in moon-reader: there is no plug-in of this name.*npm install moon-reader/)]);
});
