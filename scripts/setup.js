// Makes a fresh clone ready: packages, Node 24 from the `node` package, ffmpeg. Plain JavaScript without dependencies,
// since it runs before anything is installed, on whatever Node is there (20 or newer). Does nothing where all is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = 24;
const OLDEST_FFMPEG = [5, 1];
const PROGRAMS = [process.env.AFFEKT_FFMPEG ?? 'ffmpeg', process.env.AFFEKT_FFPROBE ?? 'ffprobe'];
const INSTALL_LINES = [
  ['Debian, Ubuntu', 'sudo apt-get install ffmpeg'],
  ['Fedora', 'sudo dnf install ffmpeg-free'],
  ['macOS', 'brew install ffmpeg'],
  ['Windows', 'winget install Gyan.FFmpeg'],
];

installPackages();
checkNode();
checkFfmpeg();

function installPackages() {
  if (areInstalled()) return;
  say('Installing packages (npm ci) …');
  // npm 10 runs every install script: the one of onnxruntime-node would fetch CUDA files, see setup-cuda.js.
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  if (npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], env) !== 0) fail('npm ci failed, see above. Mend what it names, then try again.');
}

/** Whether npm has noted in node_modules every package of the lock file that is not optional. */
function areInstalled() {
  const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8')).packages;
  try {
    const installed = read('node_modules', '.package-lock.json');
    return Object.entries(read('package-lock.json')).every(([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version);
  } catch {
    return false; // Nothing is installed yet, or an installation was cut off
  }
}

/** The commands need Node 24. It comes with the packages, unless install scripts were left out. */
function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (spawnSync(node, ['--version']).status === 0) return;
  say(`Fetching Node ${OLDEST_NODE} (npm rebuild node) …`);
  const status = npm(['rebuild', 'node', '--loglevel=error', '--ignore-scripts=false']);
  if (status === 0 && spawnSync(node, ['--version']).status === 0) return;
  fail(`The package \`node\`, which brings Node ${OLDEST_NODE}, could not be set up. Try \`npm rebuild node --ignore-scripts=false\`, or use Node ${OLDEST_NODE} yourself.`);
}

function npm(args, env = process.env) {
  return spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32', env }).status;
}

function checkFfmpeg() {
  if (PROGRAMS.every(isNewEnough)) return;
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    say('Installing ffmpeg (apt-get install ffmpeg) …');
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'ffmpeg'], options);
    if (PROGRAMS.every(isNewEnough)) return;
  }
  const found = PROGRAMS.map((program) => `${program} ${readVersion(program) ?? 'was not found'}`).join(', ');
  const lines = INSTALL_LINES.map(([system, line]) => `  ${system}: ${line}`).join('\n');
  fail(`ffmpeg and ffprobe ${OLDEST_FFMPEG.join('.')} or newer are needed (${found}). Install them:\n${lines}\nor name others in AFFEKT_FFMPEG and AFFEKT_FFPROBE.`);
}

function isNewEnough(program) {
  const version = readVersion(program);
  if (version === undefined) return false;
  const numbers = /^n?(\d+)\.(\d+)/.exec(version);
  if (numbers === null) return true; // Built from a development tree: its version is a commit, newer than any release we refuse
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])];
  return major > OLDEST_FFMPEG[0] || (major === OLDEST_FFMPEG[0] && minor >= OLDEST_FFMPEG[1]);
}

function readVersion(program) {
  const { status, stdout } = spawnSync(program, ['-version'], { encoding: 'utf8' });
  return status === 0 ? /version (\S+)/.exec(stdout)?.[1] : undefined;
}

function say(line) {
  process.stderr.write(`affekt setup: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
