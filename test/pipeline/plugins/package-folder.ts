import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'));

/** Returns a new working folder into which packages are installed, each with the code of its `index.js`; zod is there too. */
export function packageFolder(packages: Readonly<Record<string, string>>, manifest: Readonly<Record<string, unknown>> = { exports: './index.js' }): string {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-packages-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(zod, join(modules, 'zod'));
  for (const [name, code] of Object.entries(packages)) {
    mkdirSync(join(modules, name), { recursive: true });
    writeFileSync(join(modules, name, 'package.json'), JSON.stringify({ name, version: '1.2.3', type: 'module', ...manifest }));
    writeFileSync(join(modules, name, 'index.js'), code);
  }
  return folder;
}

/** Code of a package whose plug-in tells of each clip how many of its rows have a face wider than asked for. */
export const COUNTING = `
import { z } from 'zod';
export const plugin = {
  name: 'wide-faces',
  about: 'counts wide faces',
  paper: 'none',
  attaches: 'clip',
  options: z.strictObject({ width: z.number().default(1).describe('pixels') }),
  async apply({ clip, frames }, { width }, { say, signal }) {
    let count = 0;
    for await (const { face } of frames()) if (face?.box.width > width) count += 1;
    signal.throwIfAborted();
    say('counted');
    const columns = [{ name: 'clip', type: 'text', description: 'name' }, { name: 'count', type: 'integer', unit: '1', description: 'rows with a wide face' }];
    return { tables: [{ name: 'wide-faces', title: 'Wide <faces>', columns, rows: [{ clip: clip.name, count }] }], notes: ['Faces were counted.'], record: { count } };
  },
};`;

/** Code of a package whose plug-in copies a model file, and tells how often it was asked to. */
export const COPYING = `
import { copyFileSync } from 'node:fs';
import { z } from 'zod';
export const plugin = {
  name: 'copier',
  about: 'copies',
  attaches: 'model-file',
  options: z.strictObject({ times: z.number().default(1).describe('how often') }),
  apply({ path, outPath }, { times }, { seed }) {
    if (times < 0) throw new Error('cannot copy ' + times + ' times.');
    if (times > 0) copyFileSync(path, outPath);
    return { path: outPath, notes: ['Copied.'], record: { times, seed } };
  },
};`;

/** Code of a package whose plug-in believes no face before a time, and tells the number of the row. */
export const DOUBTING = `
import { z } from 'zod';
export const plugin = {
  name: 'doubter',
  about: 'doubts faces',
  attaches: 'frame-verdicts',
  options: z.strictObject({ until: z.number().default(0.5).describe('seconds') }),
  apply: (clip, { until }) => {
    let row = 0;
    return {
      columns: [{ name: 'doubts', type: 'integer', unit: '1', description: 'number of the row' }],
      judge: ({ time, verdict }) => ({ ...(time < until && { withheld: { face: verdict === undefined ? 'too early' : 'fused already' } }), cells: { doubts: row++ } }),
    };
  },
};`;
