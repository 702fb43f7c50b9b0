import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { concatMap, filter, from, lastValueFrom, NEVER, toArray } from 'rxjs';
import { expect, test } from 'vitest';
import { loadConfig } from '../../../configs/load-config.ts';
import { analyseClip } from '../../../pipeline/analyse.ts';
import type { ClipEnd, ClipEvent } from '../../../pipeline/clip-event.ts';
import { findClips } from '../../../pipeline/media/find-clips.ts';
import { findTools } from '../../../pipeline/media/find-tools.ts';
import { openPlugins } from '../../../pipeline/plugins/open-plugins.ts';
import type { RunRecord } from '../../../pipeline/rows.ts';
import { stubTools } from '../stub-tools.ts';
import { testCard } from '../test-card.ts';
import { COUNTING, DOUBTING, packageFolder } from './package-folder.ts';

const media = await findTools();
const card = testCard({ seconds: 1, rate: 10, sound: false });
const points = ['frame-verdicts', 'clip'] as const;
const open = (folder: string, plugins: readonly { readonly use: string; readonly options?: Record<string, unknown> }[]) => openPlugins(plugins.map(({ use, options = {} }) => ({ use, options })), { folder, points, by: 'an analysis' });

/** Analyses the card with plug-ins of packages in `folder`; resolves with how it ended, the files, and the pictures seen. */
async function analyse(folder: string, plugins: Parameters<typeof open>[1], { out = mkdtempSync(join(tmpdir(), 'affekt-results-')), report = false } = {}) {
  const config = loadConfig({ overrides: { output: { folder: out, report }, plugins } });
  const tools = stubTools();
  const said: string[] = [];
  const analysis = { config, tools, media, stop: NEVER, plugins: await open(folder, plugins), surroundings: { variables: {}, cacheRoot: join(folder, 'cache'), say: (line: string) => void said.push(line), memories: new Map<string, Map<string, unknown>>() } };
  const events = from(await findClips([card])).pipe(concatMap((clip) => analyseClip(clip, analysis)), filter((event: ClipEvent): event is ClipEnd => event.type === 'clip'), toArray());
  const [end] = await lastValueFrom(events);
  const read = (name: string) => readFileSync(join(end!.folder!, name), 'utf8');
  return { end: end!, read, run: JSON.parse(read('run.json')) as RunRecord, seen: tools.seen(), said, out };
}

test('a package named in the configuration adds a table, notes and facts to the results and the report', async () => {
  const { end, read, run, said } = await analyse(packageFolder({ 'affekt-plugin-wide': COUNTING }), [{ use: 'affekt-plugin-wide', options: { width: 5 } }], { report: true });
  expect(end.outcome).toBe('done');
  expect(read('wide-faces.csv')).toBe('clip,count\ncard,10\n');
  expect(run.notes).toContain('Faces were counted.');
  expect(run.plugins).toEqual({ 'wide-faces': { from: 'affekt-plugin-wide', version: '1.2.3', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), paper: 'none', options: { width: 5 }, record: { count: 10 } } });
  expect(JSON.parse(read('columns.json'))).toMatchObject({ 'wide-faces': { count: { type: 'integer', description: 'rows with a wide face', source: 'wide-faces' } } });
  expect(read('report.html')).toMatch(/Wide &#60;faces&#62; <span class="count">1<[^]*<td class="number">10<[^]*affekt-plugin-wide 1\.2\.3/);
  expect(said).toEqual(['wide-faces: card: counted']);
});

test('results stand while the options are the same, and are made anew when they change', async () => {
  const folder = packageFolder({ wide: COUNTING });
  const first = await analyse(folder, [{ use: 'wide' }]);
  const same = await analyse(folder, [{ use: 'wide', options: { width: 1 } }], first);
  const other = await analyse(folder, [{ use: 'wide', options: { width: 40 } }], first);
  expect([same.end.outcome, same.seen]).toEqual(['kept', 0]);
  expect([other.end.outcome, other.read('wide-faces.csv')]).toEqual(['done', 'clip,count\ncard,0\n']);
});

test('a plug-in that fails leaves the other results, and the next run with other options does not read the clip again', async () => {
  const folder = packageFolder({ wide: COUNTING.replace('signal.throwIfAborted();', "if (width === 1) throw new Error('the wind was against it. Wait for another.');") });
  const failed = await analyse(folder, [{ use: 'wide' }]);
  expect(failed.end).toMatchObject({ outcome: 'partial', code: 'FAILED', message: expect.stringMatching(/^plug-in wide-faces: the wind was against it\. Wait for another\.$/) });
  expect(failed.read('frames.csv').split('\n')).toHaveLength(12);
  const mended = await analyse(folder, [{ use: 'wide', options: { width: 2 } }], failed);
  expect([mended.end.outcome, mended.seen]).toEqual(['done', 0]);
});

test('what a plug-in has added in an earlier run does not stay beside results that it has no part in', async () => {
  const folder = packageFolder({ wide: COUNTING });
  const first = await analyse(folder, [{ use: 'wide' }]);
  const columns = join(first.end.folder!, 'columns.json');
  writeFileSync(columns, readFileSync(columns, 'utf8').replace(/^\{/, '{"../x": {},')); // As somebody could who means harm
  writeFileSync(join(first.out, 'x.csv'), '');
  const without = await analyse(folder, [], first);
  expect([existsSync(join(without.end.folder!, 'wide-faces.csv')), existsSync(join(first.out, 'x.csv')), without.run.plugins]).toEqual([false, true, undefined]);
});

test.each([
  ['a name that would leave the folder', "name: 'wide-faces', title", "name: '../x', title", /tables\.0\.name: is not in lower case with hyphens/],
  ['a table of affekt’s own', "name: 'wide-faces', title", "name: 'frames', title", /tables\.0\.name: is the name of a table of affekt's own/],
  ['a cell that is no number or text', 'count }] }]', 'count: {} }] }]', /tables\.0\.rows\.0\.count/],
])('%s is refused', async (_, from, to, message) => {
  const { end, run } = await analyse(packageFolder({ wide: COUNTING.replace(from, to) }), [{ use: 'wide' }]);
  expect(end).toMatchObject({ outcome: 'partial', code: 'BAD_RESULT', message: expect.stringMatching(message) });
  expect(run.state).toBe('failed');
});

/** Cells of the rows of the frame table by the names of their columns. */
function cellsOf(text: string): Record<string, string>[] {
  const [head, ...lines] = text.trimEnd().split('\n').map((line) => line.split(','));
  return lines.map((line) => Object.fromEntries(line.map((cell, index) => [head![index]!, cell])));
}

test('verdicts that a plug-in does not believe are withheld with the reason, and its cells stand in the table, for each pass anew', async () => {
  const { read, run, end } = await analyse(packageFolder({ doubt: DOUBTING, wide: COUNTING }), [{ use: 'doubt' }, { use: 'wide' }], { report: true });
  const rows = cellsOf(read('frames.csv'));
  expect(rows.map(({ uncertain }) => uncertain)).toEqual([...Array.from({ length: 5 }, () => 'face: too early'), ...Array.from({ length: 5 }, () => '')]);
  expect(rows.map(({ expression, face_expression: face }) => expression === '' && face === '')).toEqual([true, true, true, true, true, false, false, false, false, false]);
  expect(rows.map(({ doubts }) => doubts)).toEqual(Array.from({ length: 10 }, (_, index) => String(index)));
  expect(JSON.parse(read('columns.json'))).toMatchObject({ frames: { doubts: { type: 'integer', source: 'doubter' } } });
  expect([end.outcome, Object.keys(run.plugins!), read('report.html').includes('Person 0')]).toEqual(['done', ['doubter', 'wide-faces'], true]);
});

test.each([
  ['throws', DOUBTING.replace('row++ }', 'row++ }, ...(row > 3 && (() => { throw new Error("row " + row); })())'), 'FAILED', /plug-in doubter: row 4\./],
  ['cannot begin', DOUBTING.replace('let row = 0;', "throw new Error('no'); let row = 0;"), 'FAILED', /plug-in doubter: no\./],
  ['is no function', DOUBTING.replace('judge: (', 'jude: ('), 'BAD_RESULT', /has no function `judge`/],
  ['says nonsense', DOUBTING.replace("{ face: verdict", '{ nose: verdict'), 'BAD_RESULT', /its judgement of frame 0 is none: withheld: Unrecognized key: "nose"/],
  ['adds a column that there is', DOUBTING.replace("name: 'doubts'", "name: 'speech'"), 'BAD_RESULT', /there is a column "speech" already/],
])('a judge that %s leaves the rows as they are, and the clip is marked', async (_, code, error, message) => {
  const { end, read } = await analyse(packageFolder({ doubt: code }), [{ use: 'doubt' }]);
  expect(end).toMatchObject({ outcome: 'partial', code: error, message: expect.stringMatching(message) });
  expect(cellsOf(read('frames.csv')).at(-1)!.expression).toBe('neutral');
});

test('a package that is made for import alone is found', async () => {
  const folder = packageFolder({ '@lab/wide': COUNTING }, { exports: { '.': { import: './index.js' } } });
  const [opened] = await open(folder, [{ use: '@lab/wide' }]);
  expect(opened).toMatchObject({ from: '@lab/wide', version: '1.2.3', options: { width: 1 } });
});

test('a file is loaded by its path, seen from the working folder', async () => {
  const folder = packageFolder({});
  writeFileSync(join(folder, 'mine.mjs'), COUNTING);
  expect((await open(folder, [{ use: './mine.mjs' }]))[0]!.plugin.name).toBe('wide-faces');
});

test('nothing of a package runs that is not named', async () => {
  const folder = packageFolder({ wide: COUNTING, other: `import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran', import.meta.url), ''); ${COUNTING.replace("name: 'wide-faces', ", "name: 'other', ")}` });
  await open(folder, [{ use: 'wide' }]);
  const ran = () => existsSync(join(folder, 'node_modules', 'other', 'ran'));
  expect(ran()).toBe(false);
  await open(folder, [{ use: 'other' }]);
  expect(ran()).toBe(true);
});

const wide = { use: 'wide' };
test.each([
  { what: 'is missing', packages: {}, plugins: [{ use: 'affekt-plugin-x' }], code: 'NOT_FOUND', message: /^plug-in affekt-plugin-x: there is no plug-in of this name, and no such package seen from \/.*npm install affekt-plugin-x/ },
  { what: 'throws at import', packages: { wide: 'throw new Error("no licence")' }, plugins: [wide], code: 'NOT_LOADED', message: /cannot be imported from .*index\.js \(no licence\)/ },
  { what: 'exports nothing', packages: { wide: 'export const x = 1;' }, plugins: [wide], code: 'NOT_A_PLUGIN', message: /exports x, and no `plugin`/ },
  { what: 'has the wrong shape', packages: { wide: COUNTING.replace("attaches: 'clip'", "attaches: 'moon'").replace('z.strictObject({', '({') }, plugins: [wide], code: 'NOT_A_PLUGIN', message: /attaches: Invalid option.*options: is no zod schema/ },
  { what: 'has a name of affekt’s own', packages: { wide: COUNTING.replace("name: 'wide-faces',", "name: 'describer',") }, plugins: [wide], code: 'CLASH', message: /its name, "describer", is that of a plug-in of affekt's own/ },
  { what: 'is named twice', packages: { wide: COUNTING }, plugins: [wide, wide], code: 'CLASH', message: /wide: is named twice/ },
  { what: 'has the name of another', packages: { wide: COUNTING, broad: COUNTING }, plugins: [wide, { use: 'broad' }], code: 'CLASH', message: /broad: its name, "wide-faces", is that of wide too/ },
  { what: 'is for another point', packages: { wide: COUNTING.replace("attaches: 'clip'", "attaches: 'build'") }, plugins: [wide], code: 'WRONG_POINT', message: /attaches at build \(a folder of weights becomes an ONNX file\), and an analysis has only frame-verdicts and clip/ },
  { what: 'gets a wrong option', packages: { wide: COUNTING }, plugins: [{ ...wide, options: { width: 'x', hight: 1 } }], code: 'BAD_CONFIG', message: /^plug-in wide-faces: width: .*; options: Unrecognized key: "hight"/ },
])('a package that $what is refused with what to do', async ({ packages, plugins, code, message }) => {
  await expect(open(packageFolder(packages as Record<string, string>), plugins)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});
