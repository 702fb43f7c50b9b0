/**
 * Time of reading subtitles: `node test/bench/transcript.bench.ts [--mb 10] [--runs 5] [--json]`
 *
 * Subtitles of that size are drawn (two lines a cue, tags, references to characters). `floor` decodes their bytes and splits them into lines; `ffmpeg` turns the
 * same file into WebVTT, its start included. The best of the runs counts. Exits with 1 when one is over budget (`budgets.json`).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readTranscript } from '../../extractors/text/transcripts/read-transcript.ts';
import { toStamp } from '../../pipeline/words/to-stamp.ts';
import budgets from './budgets.json' with { type: 'json' };
import { measure } from './measure.ts';

const { values } = parseArgs({ options: { mb: { type: 'string', default: '10' }, runs: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } } });
const folder = mkdtempSync(join(tmpdir(), 'affekt-bench-transcript-'));

try {
  await run();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function cues(point: ',' | '.'): string {
  const parts: string[] = [];
  for (let size = 0; size < Number(values.mb) * 1e6; size += parts.at(-1)!.length) {
    const [number, start] = [parts.length + 1, parts.length * 0.5];
    parts.push(`${number}\n${toStamp(start, point)} --> ${toStamp(start + 1, point)}\n<i>Line ${number}</i> of some speech &amp; more words to say\nsecond line of it\n\n`);
  }
  return parts.join('');
}

async function run(): Promise<void> {
  const [srt, vtt] = [join(folder, 'a.srt'), join(folder, 'a.vtt')];
  writeFileSync(srt, cues(','));
  writeFileSync(vtt, `WEBVTT\n\n${cues('.')}`);
  const runs = Number(values.runs);
  let lines = 0;
  const floor = await measure(runs, () => Promise.resolve((lines = readFileSync(srt, 'utf8').split(/\r\n?|\n/).length)));
  const subrip = await measure(runs, () => readTranscript(srt));
  const webvtt = await measure(runs, () => readTranscript(vtt));
  const ffmpeg = await measure(runs, () => Promise.resolve(execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', srt, join(folder, 'b.vtt')])));
  const figures = { lines, floor: floor.min, srt: subrip.min, vtt: webvtt.min, ffmpeg: ffmpeg.min, srtOverFloor: subrip.min / floor.min, vttOverFloor: webvtt.min / floor.min };
  if (values.json) console.log(JSON.stringify(figures));
  else console.table([figures]);
  const { srtOverFloor, vttOverFloor } = budgets.transcript;
  if (figures.srtOverFloor > srtOverFloor || figures.vttOverFloor > vttOverFloor) process.exitCode = 1;
}
