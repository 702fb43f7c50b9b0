#!/usr/bin/env node
// Starts affekt on a Node that runs it: this one when new enough, else Node 24 from the `node` package.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const OLDEST_MAJOR = 24; // `await using` and TypeScript as it is
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, 'pipeline', 'cli.ts');
const program = existsSync(source) ? source : join(root, 'dist', 'pipeline', 'cli.js');

if (Number(process.versions.node.split('.')[0]) >= OLDEST_MAJOR) {
  // The heap stays close to what is in use: 150 MB less at the end of ten minutes of video, at the same speed. Training makes far more
  // garbage, and would collect for a third of its time
  if (!['train', 'recipe', 'stretch', 'bench'].includes(process.argv[2])) for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=20']) setFlagsFromString(flag);
  module.enableCompileCache(); // What was parsed once is kept in the folder for temporary files: two thirds of the time until a command starts
  const { main } = await import(pathToFileURL(program).href);
  await main(process.argv.slice(2));
} else {
  handOver(findNode());
}

function findNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const node = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(node)) return node;
  } catch {
    // Reported below
  }
  process.stderr.write(`affekt needs Node ${OLDEST_MAJOR}, this is ${process.version}, and the package \`node\` that brings it is not set up. Run \`npm rebuild node\` (after \`npm install-scripts approve node\` where npm holds scripts back), or install Node ${OLDEST_MAJOR}.\n`);
  process.exit(1);
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // On Ctrl-C the terminal signals the child as well; anyone else signals only us.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (process.stdin.isTTY && signal === 'SIGINT' ? undefined : child.kill(signal)));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
