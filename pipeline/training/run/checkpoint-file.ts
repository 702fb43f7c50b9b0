import { readSafetensors } from '../../../runtime/safetensors/read-safetensors.ts';
import { encodeSafetensors } from '../../../runtime/safetensors/encode-safetensors.ts';
import { SafetensorsError } from '../../../runtime/safetensors/safetensors-error.ts';
import { float32 } from '../../../runtime/tensor.ts';
import { TrainingError } from '../../../fusion/train/training-error.ts';
import { writeFileAtomically } from '../../export/write-file-atomically.ts';
import type { FoldProgress, FoldState } from '../../../fusion/train/fold-state.ts';
import type { TrainerState } from '../../../runtime/train/trainer.ts';

type Tensors = TrainerState['tensors'];

/** Where a checkpoint is, and of what: the fold and all that decides its result. */
export interface CheckpointPlace {
  readonly path: string;
  readonly of: string;
}

/** Writes a fold's state as one safetensors file: tensors `now/…`, `best/…` and `partial/…`, the rest as JSON in its metadata. The same state gives the same bytes. */
export async function writeCheckpoint({ path, of }: CheckpointPlace, { trainer, best, progress, partial }: FoldState): Promise<void> {
  const tensors = { ...toStored('now/', trainer.tensors), ...toStored('best/', best ?? {}), ...toStored('partial/', partial ?? {}) };
  await writeFileAtomically(path, encodeSafetensors(tensors, { of, step: String(trainer.step), progress: JSON.stringify(progress) }));
}

/**
 * Resolves with the state that a checkpoint holds, undefined when there is none.
 *
 * @throws TrainingError `BAD_CHECKPOINT` when the file is damaged, or of another fold or run
 */
export async function readCheckpoint({ path, of }: CheckpointPlace): Promise<FoldState | undefined> {
  const read = await readParts(path);
  if (read === undefined || read.of === of) return read?.state;
  throw new TrainingError('BAD_CHECKPOINT', { run: path, detail: 'the checkpoint is of another fold, or of a run with another configuration or other data' });
}

async function readParts(path: string): Promise<{ readonly state: FoldState; readonly of: string | undefined } | undefined> {
  try {
    const { tensors, metadata } = await readSafetensors(path);
    const values = [...tensors].map(([name, { shape, data }]) => [name, float32(data as Float32Array, ...shape)] as const);
    const part = (prefix: string): Tensors => Object.fromEntries(values.filter(([name]) => name.startsWith(prefix)).map(([name, tensor]) => [name.slice(prefix.length), tensor]));
    const progress = JSON.parse(metadata.progress ?? '') as FoldProgress;
    const partial = part('partial/');
    const state = { trainer: { step: Number(metadata.step), tensors: part('now/') }, best: progress.best === null ? undefined : part('best/'), progress, ...(Object.keys(partial).length > 0 && { partial }) };
    return { of: metadata.of, state };
  } catch (cause) {
    if (cause instanceof SafetensorsError && cause.code === 'NOT_FOUND') return undefined;
    if (cause instanceof SafetensorsError && cause.code === 'UNREADABLE') throw cause;
    throw new TrainingError('BAD_CHECKPOINT', { run: path, detail: 'the checkpoint is damaged', cause });
  }
}

function toStored(prefix: string, tensors: Tensors) {
  return Object.fromEntries(Object.entries(tensors).map(([name, { dims, data }]) => [prefix + name, { dtype: 'F32' as const, shape: [...dims], data }]));
}
