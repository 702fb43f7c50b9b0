// Builds dist/ (or the folder named): what tsc makes of the .ts files, and beside it the files that it leaves out, such as page
// scripts, style sheets, nets and cards.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = resolve(root, process.argv[2] ?? 'dist');
const project = join(root, 'tsconfig.build.json');

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', project, '--outDir', dist], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
const folders = JSON.parse(readFileSync(project, 'utf8')).include.filter((name) => !name.endsWith('.ts') && existsSync(join(root, name)));
for (const folder of folders) cpSync(join(root, folder), join(dist, folder), { recursive: true, filter: isLeftOut });

/** Says yes to folders as well, so that their files are asked about. */
function isLeftOut(path) {
  return !path.endsWith('.ts') && !path.endsWith('jsconfig.json');
}
