/**
 * Trains the text head on GoEmotions (Ekman grouping) and EmoBank and writes it; prints its scores on the development parts as JSON.
 *
 *     node scripts/train-text-head.ts GOEMOTIONS_FOLDER EMOBANK_FOLDER [--out FILE] [--baseline FILE] [--meld FOLDER] [--score]
 *
 * The development parts are only scored, at the end; with `--score` that is done with the file that is there. `--baseline` names what `text-head/baseline.py` wrote: the paired difference is told too.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toTextReader } from '../extractors/text/emotion/text-reader.ts';
import { readTextHead } from '../extractors/text/emotion/text-head.ts';
import { readComments, readLabels, readRatings, readUtterances } from './text-head/corpora.ts';
import { encodeHead } from './text-head/encode-head.ts';
import { readBaseline } from './text-head/read-baseline.ts';
import { scoreComments, scoreRatings, scoreUtterances } from './text-head/score-head.ts';
import { trainHead } from './text-head/train-head.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'extractors/text/emotion/text-head.safetensors' }, baseline: { type: 'string' }, meld: { type: 'string' }, score: { type: 'boolean', default: false } },
});
const [goEmotions, emoBank] = positionals;
if (goEmotions === undefined || emoBank === undefined) throw new TypeError('usage: train-text-head GOEMOTIONS_FOLDER EMOBANK_FOLDER [--out FILE] [--baseline FILE] [--meld FOLDER] [--score]');

const labels = readLabels(goEmotions);
const ratings = await readRatings(emoBank);
if (!values.score) writeFileSync(values.out, encodeHead(trainHead({ comments: readComments(goEmotions, 'train'), labels, sentences: ratings.filter(({ split }) => split === 'train') })));
const bytes = readFileSync(values.out);

const reader = toTextReader('affekt-words', await readTextHead(values.out));
const baseline = values.baseline === undefined ? undefined : readBaseline(values.baseline);
const report = {
  file: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  goEmotions: scoreComments(reader, readComments(goEmotions, 'dev'), baseline?.labels),
  emoBank: scoreRatings(reader, ratings.filter(({ split }) => split === 'dev'), baseline?.ratings),
  ...(values.meld !== undefined && { meld: scoreUtterances(reader, await readUtterances(values.meld, labels)) }),
};
console.log(JSON.stringify(report, (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value), 2));
