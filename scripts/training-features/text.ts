/**
 * Writes a feature of texts, and a table of their labels, as `affekt train` reads them.
 *
 *     node scripts/training-features/text.ts goemotions|meld|emobank CORPUS OUT [--dimensions 384] [--seed 1]
 *
 * Into OUT: `terms-UTT`, the weighted counts of words and pairs of words under a random projection, and `labels.csv` with name, split and what the corpus
 * knows: expression, valence and arousal, speaker, video. A plain baseline: word order beyond pairs, and all that a language model knows, is not in it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { project } from './project.ts';
import { TEXT_CORPORA } from './text-corpora.ts';
import { toTerms } from './to-terms.ts';
import { weighTerms } from './weigh-terms.ts';
import { makeFeatureFolder, writeTable, writeVector } from './write-features.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { dimensions: { type: 'string', default: '384' }, seed: { type: 'string', default: '1' } } });
const [corpus = '', source, out] = positionals;
const options = { dimensions: Number(values.dimensions), seed: Number(values.seed) };
if (!isKnown(corpus) || source === undefined || out === undefined || !(Number.isInteger(options.dimensions) && options.dimensions > 0)) throw new TypeError('usage: text goemotions|meld|emobank CORPUS OUT [--dimensions 384] [--seed 1]');

const texts = (await TEXT_CORPORA[corpus](source)).map((text) => ({ ...text, terms: toTerms(text.text) }));
const weigh = weighTerms(texts.filter(({ split }) => split === 'train').map(({ terms }) => terms));
const folder = makeFeatureFolder(join(out, 'terms-UTT'));
for (const { clip, terms } of texts) writeVector(folder, clip, project(weigh(terms), options));
const columns = Object.keys(texts[0]?.facts ?? {});
writeTable(join(out, 'labels.csv'), [['name', 'split', ...columns], ...texts.map(({ clip, split, facts }) => [clip, split, ...columns.map((column) => facts[column]!)])]);
console.log(`${out}: ${texts.length} texts`);

function isKnown(name: string): name is keyof typeof TEXT_CORPORA {
  return name in TEXT_CORPORA;
}
