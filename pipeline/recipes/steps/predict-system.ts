import { join } from 'node:path';
import { listFeatureFiles } from '../../../datasets/features/list-feature-files.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import { readManifest } from '../../training/data/manifest.ts';
import { openPredictionData } from '../../training/data/open-prediction-data.ts';
import { openHead } from '../../training/open-head.ts';
import { predictTable } from '../../training/predict-table.ts';
import { isNews } from './train-system.ts';
import type { RecipeTools } from '../recipe.ts';

/** On what a head is asked, and where its answers go. */
export interface PredictSystemOptions {
  /** Folder of each modality. */
  readonly features: Readonly<Record<string, string>>;
  /** A table of the clips, or of the frames, that answers are wanted for, its labels empty. */
  readonly clips: string;
  /** The clips in it. */
  readonly names: readonly string[];
  readonly out: string;
}

/** Applies the head in `folder` and writes the table of its answers. A modality that none of the clips has is absent. */
export async function predictSystem(folder: string, { features, clips, names, out }: PredictSystemOptions, { runtime, signal, tell }: RecipeTools): Promise<void> {
  const manifest = await readManifest(folder);
  const data = await openPredictionData(manifest, { features: await presentFeatures(features, names), labels: clips, signal });
  for (const text of data.warnings.filter(isNews)) tell({ type: 'warning', text: `${manifest.name}: ${text}` });
  await using session = await openHead(join(folder, 'head.onnx'), manifest, runtime);
  const { text } = await predictTable({ manifest, data: { ...data, labelled: false }, session, signal });
  signal.throwIfAborted();
  await writeFileAtomically(out, text);
  tell({ type: 'written', path: out });
}

async function presentFeatures(features: PredictSystemOptions['features'], names: readonly string[]): Promise<Record<string, string>> {
  const listed = await Promise.all(Object.entries(features).map(async ([modality, folder]) => ({ modality, folder, files: await listFeatureFiles(folder) })));
  const there = listed.filter(({ files }) => names.some((name) => files.has(name)));
  return Object.fromEntries((there.length > 0 ? there : listed).map(({ modality, folder }) => [modality, folder])); // Of no clip at all: the error says so
}
