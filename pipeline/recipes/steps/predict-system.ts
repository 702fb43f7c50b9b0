import { join } from 'node:path';
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
  readonly out: string;
}

/** Applies the head in `folder` and writes the table of its answers. */
export async function predictSystem(folder: string, { features, clips, out }: PredictSystemOptions, { runtime, signal, tell }: RecipeTools): Promise<void> {
  const manifest = await readManifest(folder);
  const data = await openPredictionData(manifest, { features, labels: clips, signal });
  for (const text of data.warnings.filter(isNews)) tell({ type: 'warning', text: `${manifest.name}: ${text}` });
  await using session = await openHead(join(folder, 'head.onnx'), manifest, runtime);
  const { text } = await predictTable({ manifest, data: { ...data, labelled: false }, session, signal });
  signal.throwIfAborted();
  await writeFileAtomically(out, text);
  tell({ type: 'written', path: out });
}
