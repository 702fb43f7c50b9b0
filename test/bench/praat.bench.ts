/**
 * How far eGeMAPS agrees with Praat (Debian's `praat`) on speech: `node test/bench/praat.bench.ts FOLDER… [--json]`
 *
 * Means per recording of pitch, harmonicity, formants, jitter, shimmer and level of every .wav in the folders, each with Pearson's r over the recordings and the median of the difference (affekt − Praat).
 * Only pitch and level are the same measure in both; the others tell how much is shared by measures of the same name.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { pearson } from '../../fusion/metrics/pearson.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
const files = positionals.flatMap((folder) => globSync('*.wav', { cwd: folder }).sort().map((name) => resolve(folder, name)));
if (files.length < 3) throw new Error(`${files.length} .wav files found; name folders that hold at least three`);

/** Column of eGeMAPS by measure, in the order in which the script below prints them. */
const COLUMNS = {
  'F0 (semitones)': 'F0semitoneFrom27.5Hz_sma3nz_amean',
  'HNR (dB)': 'HNRdBACF_sma3nz_amean',
  'F1 (Hz)': 'F1frequency_sma3nz_amean',
  'F2 (Hz)': 'F2frequency_sma3nz_amean',
  'F3 (Hz)': 'F3frequency_sma3nz_amean',
  jitter: 'jitterLocal_sma3nz_amean',
  'shimmer (dB)': 'shimmerLocaldB_sma3nz_amean',
  'level (dB)': 'equivalentSoundLevel_dBp',
} as const;

const SCRIPT = `form Args
  sentence list
endform
strings = Read Strings from raw text file: list$
count = Get number of strings
for i to count
  selectObject: strings
  file$ = Get string: i
  sound = Read from file: file$
  level = Get intensity (dB)
  pitch = To Pitch (cc): 0.01, 55, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 1000
  f0 = Get mean: 0, 0, "semitones re 1 Hz"
  selectObject: sound, pitch
  points = To PointProcess (cc)
  jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
  plusObject: sound
  shimmer = Get shimmer (local_dB): 0, 0, 0.0001, 0.02, 1.3, 1.6
  selectObject: sound
  harmonicity = To Harmonicity (cc): 0.01, 75, 0.1, 1
  hnr = Get mean: 0, 0
  selectObject: sound
  formant = To Formant (burg): 0.01, 5, 5500, 0.025, 50
  for f to 3
    sum = 0
    n = 0
    selectObject: pitch
    frames = Get number of frames
    for k to frames
      selectObject: pitch
      value = Get value in frame: k, "Hertz"
      if value <> undefined
        time = Get time from frame number: k
        selectObject: formant
        hertz = Get value at time: f, time, "hertz", "linear"
        if hertz <> undefined
          sum += hertz
          n += 1
        endif
      endif
    endfor
    mean[f] = sum / n
  endfor
  writeInfo: ""
  appendFileLine: list$ + ".out", f0 - 12 * log2 (27.5), ",", hnr, ",", mean[1], ",", mean[2], ",", mean[3], ",", jitter, ",", shimmer, ",", level
  selectObject: sound, pitch, points, harmonicity, formant
  Remove
endfor
`;

const folder = mkdtempSync(join(tmpdir(), 'affekt-bench-praat-'));
try {
  const figures = compare(measureHere(), measureThere());
  if (values.json) console.log(JSON.stringify(figures));
  else console.table(figures);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Shape `[recordings][measures]`. */
function measureHere(): number[][] {
  execFileSync(process.execPath, [join(import.meta.dirname, '../../bin/affekt.js'), 'extract', ...files, '--features', 'egemaps', '--out', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const rows = parse<Record<string, string>>(readFileSync(join(folder, 'egemaps-UTT.csv')), { columns: true });
  const byName = new Map(rows.map((row) => [row.file!, row]));
  return files.map((file) => Object.values(COLUMNS).map((column) => Number(byName.get(file.replace(/^.*\/|\.wav$/g, ''))![column])));
}

function measureThere(): number[][] {
  const list = join(folder, 'list.txt');
  writeFileSync(list, files.join('\n'));
  writeFileSync(join(folder, 'measure.praat'), SCRIPT);
  execFileSync('praat', ['--run', join(folder, 'measure.praat'), list], { stdio: ['ignore', 'ignore', 'inherit'] });
  return parse(readFileSync(`${list}.out`)).map((row) => row.map(Number));
}

function compare(here: readonly number[][], there: readonly number[][]): Record<string, { r: number; median: number }> {
  return Object.fromEntries(Object.keys(COLUMNS).map((measure, m) => {
    const [a, b] = [here.map((row) => row[m]!), there.map((row) => row[m]!)];
    const differences = a.map((value, i) => value - b[i]!).sort((x, y) => x - y);
    return [measure, { r: Number(pearson(a, b).toFixed(3)), median: Number(differences[differences.length >> 1]!.toPrecision(3)) }];
  }));
}
