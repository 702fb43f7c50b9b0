// Says in package.json what `import … from 'affekt'` means: the sources, so that a checkout works without a build (the rule),
// or dist/, which is what a packed affekt has: Node does not run .ts files below node_modules. npm runs it around packing.
import { readFileSync, writeFileSync } from 'node:fs';

const EXPORTS = {
  source: './index.ts',
  dist: { types: './dist/index.d.ts', default: './dist/index.js' },
};

const wanted = EXPORTS[process.argv[2]];
if (wanted === undefined) throw new Error(`${process.argv[2]}: no way to point the exports. Name one of ${Object.keys(EXPORTS).join(', ')}.`);
const path = new URL('../package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(path, 'utf8'));
manifest.exports['.'] = wanted;
writeFileSync(path, `${JSON.stringify(manifest, undefined, 2)}\n`);
