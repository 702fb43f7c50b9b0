// Makes a fresh clone ready: packages, Node 24 from the `node` package, ffmpeg. Plain JavaScript without dependencies,
// since it runs before anything is installed, on whatever Node is there (20 or newer).
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_FFMPEG = [5, 1];
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
  const stamp = join(root, 'node_modules', '.affekt-setup');
  const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('Installing packages (npm ci) …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) fail('npm ci failed, see above. Mend what it names, then try again.');
  writeFileSync(stamp, wanted);
}

function checkNode() {
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node) && statSync(node).size > 0 && spawnSync(node, ['--version']).status === 0) return;
  say('Fetching Node 24 (npm rebuild node) …');
  const { status } = spawnSync('npm', ['rebuild', 'node', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0 || !existsSync(node)) fail('The package `node`, which brings Node 24, could not be set up. Try `npm rebuild node`, or use Node 24 yourself.');
}

function checkFfmpeg() {
  if (isNewEnough('ffmpeg') && isNewEnough('ffprobe')) return;
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0;
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    say('Installing ffmpeg (apt-get install ffmpeg) …');
    const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-qq'], options);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'ffmpeg'], options);
    if (isNewEnough('ffmpeg') && isNewEnough('ffprobe')) return;
  }
  const lines = INSTALL_LINES.map(([system, line]) => `  ${system}: ${line}`).join('\n');
  fail(`ffmpeg and ffprobe ${OLDEST_FFMPEG.join('.')} or newer are needed and were not found on the path. Install them:\n${lines}`);
}

function isNewEnough(program) {
  const { status, stdout } = spawnSync(program, ['-version'], { encoding: 'utf8' });
  if (status !== 0) return false;
  const version = /version n?(\d+)\.(\d+)/.exec(stdout);
  if (version === null) return true; // Built from a development tree: its version is a commit, newer than any release we refuse
  const [major, minor] = [Number(version[1]), Number(version[2])];
  return major > OLDEST_FFMPEG[0] || (major === OLDEST_FFMPEG[0] && minor >= OLDEST_FFMPEG[1]);
}

function say(line) {
  process.stderr.write(`affekt setup: ${line}\n`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
