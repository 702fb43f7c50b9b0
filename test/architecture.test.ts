import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const FOLDERS = ['configs', 'datasets', 'runtime', 'extractors', 'fusion', 'plugins', 'pipeline'] as const;
type Folder = (typeof FOLDERS)[number];

/** Who may import whom; `types` allows `import type` only. */
const MAY_IMPORT: Readonly<Record<Folder, Readonly<Partial<Record<Folder, 'all' | 'types'>>>>> = {
  configs: {},
  datasets: {},
  runtime: {},
  extractors: { runtime: 'all' },
  fusion: { runtime: 'all', extractors: 'types' },
  plugins: { runtime: 'all', fusion: 'all', extractors: 'all' },
  pipeline: { configs: 'all', datasets: 'all', runtime: 'all', extractors: 'all', fusion: 'all', plugins: 'all' },
};

/** Packages that only one folder may touch. */
const RESERVED: Readonly<Record<string, Folder>> = { rxjs: 'pipeline', 'onnxruntime-node': 'runtime', '@tensorflow/tfjs-core': 'runtime' };

interface Import {
  readonly file: string;
  readonly from: Folder;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const imports = FOLDERS.flatMap((from) => globSync(`${from}/**/*.ts`, { cwd: root }).flatMap((file) => readImports(file, from)));

function readImports(file: string, from: Folder): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statement = /^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|import\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].map((match) => ({ file, from, specifier: (match[2] ?? match[3] ?? match[4])!, typeOnly: match[1] !== undefined }));
}

function targetFolder({ file, specifier }: Import): Folder | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const first = relative(root, join(root, dirname(file), specifier)).split('/')[0];
  return FOLDERS.find((folder) => folder === first);
}

test('there is something to check', () => expect(imports.length).toBeGreaterThan(100));

test('every folder imports only the folders that the design allows it', () => {
  const wrong = imports.filter((each) => {
    const target = targetFolder(each);
    if (target === undefined || target === each.from) return false;
    const leave = MAY_IMPORT[each.from][target];
    return leave === undefined || (leave === 'types' && !each.typeOnly);
  });
  expect(wrong).toEqual([]);
});

test.each(Object.entries(RESERVED))('the package %s is imported in %s only', (name, folder) => {
  expect(imports.filter(({ specifier, from }) => from !== folder && (specifier === name || specifier.startsWith(`${name}/`)))).toEqual([]);
});

test('relative imports name the file as it is', () => {
  expect(imports.filter(({ specifier }) => specifier.startsWith('.') && !/\.(ts|js|json)$/.test(specifier))).toEqual([]);
});

test('environment variables are read in configs only', () => {
  const files = FOLDERS.filter((folder) => folder !== 'configs').flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  expect(files.filter((file) => /process\.env\b/.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test('no file is named utils, helpers or common', () => {
  const files = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,js}`, { cwd: root }));
  expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|index)\.[jt]s$/.test(file))).toEqual([]);
});
