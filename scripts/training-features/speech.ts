/**
 * Writes features of recordings of acted speech, and a table of their labels, as `affekt train` reads them.
 *
 *     node scripts/training-features/speech.ts ravdess|emodb RECORDINGS OUT [--pool 4]
 *
 * Into OUT: `voice-UTT` (196 dimensions), `logmel-FRA` (40) and `descriptors-FRA` (33), a row each `pool` times 10 ms, and `labels.csv` with
 * name, expression and speaker. Names of files say what they hold: `03-01-05-01-02-01-12.flac` (RAVDESS), `03a01Wa.wav` (EmoDB).
 */
import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { parseArgs } from 'node:util';
import { CLASSES, readEmodbName, readRavdessName } from '../voice-head/classes.ts';
import { readSound } from '../voice-head/read-sound.ts';
import { describeSpeech, rowTimings } from '../../extractors/audio/speech-rows/describe-speech.ts';
import { makeFeatureFolder, writeRows, writeTable, writeVector } from './write-features.ts';

const READERS = { ravdess: readRavdessName, emodb: readEmodbName };

const { positionals, values } = parseArgs({ allowPositionals: true, options: { pool: { type: 'string', default: '4' } } });
const [corpus = '', recordings, out] = positionals;
const pool = Number(values.pool);
if (!isKnown(corpus) || recordings === undefined || out === undefined || !(Number.isInteger(pool) && pool > 0)) throw new TypeError('usage: speech ravdess|emodb RECORDINGS OUT [--pool 4]');

const timings = rowTimings(pool);
const voice = makeFeatureFolder(join(out, 'voice-UTT'));
const logMel = makeFeatureFolder(join(out, 'logmel-FRA'), timings.logMel);
const descriptors = makeFeatureFolder(join(out, 'descriptors-FRA'), timings.descriptors);
const table = [['name', 'expression', 'speaker']];
for (const file of readdirSync(recordings).sort()) {
  const facts = READERS[corpus](file);
  if (facts === undefined) continue;
  const { name } = parse(file);
  const features = await describeSpeech(readSound(join(recordings, file)), pool);
  if (features.voice !== undefined) writeVector(voice, name, features.voice);
  writeRows(logMel, name, features.logMel);
  writeRows(descriptors, name, features.descriptors);
  table.push([name, CLASSES[facts.label]!, facts.speaker]);
}
writeTable(join(out, 'labels.csv'), table);
console.log(`${out}: ${table.length - 1} recordings`);

function isKnown(name: string): name is keyof typeof READERS {
  return name in READERS;
}
