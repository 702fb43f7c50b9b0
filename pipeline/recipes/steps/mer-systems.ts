import { join } from 'node:path';
import type { Clip } from '../../../datasets/clip.ts';
import { findProtocol } from '../../../datasets/protocols/protocols.ts';
import { MER_TESTS } from '../mer-tests.ts';
import { CLIP_TABLE_HEADER, clipTableLine } from './clip-table.ts';
import { handIn } from './hand-in.ts';
import { predictSystem } from './predict-system.ts';
import type { FeatureFolders } from './prepare-features.ts';
import { scoreFile } from './score-file.ts';
import { writeLines } from './write-lines.ts';
import type { ListedCorpus } from './list-corpus.ts';
import type { RecipeOptions, RecipeTools } from '../recipe.ts';

/** Tables of the clips of MER 2023. */
export interface MerTables {
  /** The labelled clips of training. */
  readonly train: string;
  /** The clips of each test set, their labels hidden. */
  readonly tests: Readonly<Partial<Record<keyof typeof MER_TESTS, string>>>;
}

/** Writes the tables of labels that training and prediction read. */
export async function writeMerTables({ dataset, clips }: ListedCorpus, { out }: RecipeOptions): Promise<MerTables> {
  const classes = dataset.classes!;
  const isTrained = ({ split, labels }: Clip) => split === 'train' && labels?.expression !== undefined && labels.valence !== undefined;
  const train = join(out, 'labels', 'train.csv');
  await writeLines(train, [CLIP_TABLE_HEADER, ...clips.filter(isTrained).map((clip) => clipTableLine(clip, { classes }))]);
  const tests: Record<string, string> = {};
  for (const split of Object.keys(MER_TESTS)) {
    const asked = clips.filter((clip) => clip.split === split);
    if (asked.length === 0) continue;
    tests[split] = join(out, 'labels', `${split}.csv`);
    await writeLines(tests[split], [CLIP_TABLE_HEADER, ...asked.map((clip) => clipTableLine(clip, { classes, hidden: true }))]);
  }
  return { train, tests };
}

/** A trained head, and what it is asked. */
export interface MerSystem {
  /** Names its files. */
  readonly name: string;
  readonly folder: string;
  readonly features: FeatureFolders;
  readonly tests: MerTables['tests'];
  /** Whether its answers become files to hand in. */
  readonly handsIn: boolean;
}

/**
 * Answers each test set with the mean of the folds and writes what is to be handed in. Resolves with the score by test set, as far as its labels are public: the
 * combined score, and weighted F1 for MER-SEMI.
 */
export async function testMerSystem({ name, folder, features, tests, handsIn }: MerSystem, corpus: ListedCorpus, { options, tools }: { readonly options: RecipeOptions; readonly tools: RecipeTools }): Promise<Readonly<Record<string, number>>> {
  const scores: Record<string, number> = {};
  for (const [split, clips] of Object.entries(tests) as [keyof typeof MER_TESTS, string][]) {
    const protocol = findProtocol(MER_TESTS[split]);
    const predictions = join(options.out, 'predictions', `${name}-${split}.csv`);
    await predictSystem(folder, { features, clips, names: corpus.clips.filter((clip) => clip.split === split).map(({ clip }) => clip), out: predictions }, tools);
    if (handsIn) await handIn({ protocol, predictions, corpus, out: join(options.out, 'submissions', name) }, options, tools);
    const isPublic = corpus.clips.some((clip) => clip.split === split && clip.labels?.expression !== undefined);
    if (isPublic) scores[split] = (await scoreFile({ protocol, predictions, split, name: `${name}-${split}` }, options, tools)).value;
  }
  return scores;
}
