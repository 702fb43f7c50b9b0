/**
 * What speech to text costs, and how well it hears.
 *
 *   node test/bench/asr.bench.ts [--sizes tiny,base,small] [--json]              speed and memory of whisper-cli with nets of Whisper's sizes
 *   node test/bench/asr.bench.ts --model MODEL --references FILE.csv [--json]    word error rate too: `file,text` a line, paths from the folder of the table
 *
 * The nets of the first are written here, without trained weights: they say the same forty tokens about any sound, as many as of ten seconds of talk, so that encoder and decoder work as they
 * do on speech. Seconds are those of one processor, per piece of 30 s. Needs `affekt models build whisper` and /usr/bin/time.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readEnvironment } from '../../configs/environment.ts';
import { readCsv } from '../../datasets/tables/read-csv.ts';
import { openEnergyActivity } from '../../extractors/audio/activity/energy-activity.ts';
import { openModelStore } from '../../extractors/models/store/open-model-store.ts';
import { findWhisperCli } from '../../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { toWav } from '../../extractors/text/recognisers/whisper-cpp/to-wav.ts';
import { wordErrorRate, type SpokenPair } from '../../fusion/metrics/word-error-rate.ts';
import { modelSettings } from '../../pipeline/commands/models/model-settings.ts';
import { MEDIA_TOOLS } from '../../pipeline/media/media-tools.ts';
import { recogniseClip } from '../../pipeline/words/recognise-clip.ts';
import { openRecogniser } from '../../pipeline/words/recognise-with.ts';
import { writeSpeakingModel, type NetSize } from '../extractors/text/recognisers/ggml/write-speaking-model.ts';

const { values } = parseArgs({ options: { model: { type: 'string' }, references: { type: 'string' }, sizes: { type: 'string', default: 'tiny,base,small' }, json: { type: 'boolean', default: false } } });
const environment = readEnvironment();
const folder = mkdtempSync(join(tmpdir(), 'affekt-asr-'));
const SIZES: Readonly<Record<string, NetSize>> = { tiny: { width: 384, heads: 6, layers: 4 }, base: { width: 512, heads: 8, layers: 6 }, small: { width: 768, heads: 12, layers: 12 } };
const PIECES = 4;

try {
  const result = values.model === undefined ? await measureCost() : await measureErrors(values.model, values.references);
  if (values.json) console.log(JSON.stringify(result));
  else console.table(result);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measureCost() {
  const program = await findWhisperCli(environment);
  const sound = join(folder, 'piece.wav');
  writeFileSync(sound, toWav(Float32Array.from({ length: 480_000 }, (_, i) => 0.2 * Math.sin(i / 9) * Math.sin(i / 4000))));
  const rows: Record<string, object> = {};
  for (const name of values.sizes.split(',')) {
    const size = SIZES[name];
    if (size === undefined) throw new Error(`--sizes: there is no ${name}. Name some of ${Object.keys(SIZES).join(', ')}.`);
    const model = join(folder, `${name}.bin`);
    await writeSpeakingModel(model, { language: 'en', says: [{ time: 0 }, ...Array.from({ length: 38 }, (_, i) => ` word${i}`), { time: 1400 }], size });
    const [one, together] = [run(program, model, [sound]), run(program, model, Array.from({ length: PIECES }, () => sound))];
    rows[name] = { 'one piece a run, s': one.seconds, [`${PIECES} pieces a run, s each`]: round(together.seconds / PIECES), 'peak MB': together.peakMb };
    rmSync(model);
  }
  return rows;
}

/** Seconds of processor and peak memory of one run, as affekt asks for it. */
function run(program: string, model: string, files: readonly string[]): { seconds: number; peakMb: number } {
  if (!existsSync('/usr/bin/time')) throw new Error('/usr/bin/time: not found. Install it (Debian: apt install time).');
  const args = ['-m', model, '-l', 'auto', '-t', '2', '-bs', '1', '-bo', '1', '-ojf', ...files.flatMap((file, i) => ['-f', file, '-of', join(folder, `out-${i}`)])];
  const report = join(folder, 'time');
  execFileSync('/usr/bin/time', ['-o', report, '-f', '%U %S %M', program, ...args], { stdio: 'ignore', env: { OMP_WAIT_POLICY: 'passive', ...environment.variables } });
  const [user, system, kilobytes] = execFileSync('tail', ['-1', report], { encoding: 'utf8' }).split(' ').map(Number);
  return { seconds: round(user! + system!), peakMb: Math.round(kilobytes! / 1024) };
}

async function measureErrors(model: string, references: string | undefined) {
  if (references === undefined) throw new Error('--references: missing. Give a table with the columns file and text.');
  await using transcriber = await openRecogniser(model, { store: openModelStore(modelSettings({ folder: null, mirrors: [], offline: true }, environment)), programs: environment });
  const pairs: SpokenPair[] = [];
  let [seconds, sound] = [0, 0];
  for await (const row of readCsv(references, ['file', 'text'])) {
    const started = performance.now();
    let speech = 0;
    const job = { transcriber, activity: openEnergyActivity(), tools: MEDIA_TOOLS, ledger: join(folder, `${pairs.length}.jsonl`), signal: new AbortController().signal };
    const { transcript } = await recogniseClip(resolve(dirname(references), row.cell('file')), { ...job, onProgress: ({ total }) => (speech = total) });
    [seconds, sound] = [seconds + (performance.now() - started) / 1000, sound + speech];
    pairs.push({ reference: row.cell('text'), hypothesis: transcript.sentences.map(({ text }) => text).join(' ') });
  }
  return { words: wordErrorRate(pairs), characters: wordErrorRate(pairs, { unit: 'characters' }), 'seconds per second of speech': round(seconds / sound) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
