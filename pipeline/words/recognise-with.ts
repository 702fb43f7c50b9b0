import { access, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { cardFor } from '../../extractors/models/card-for.ts';
import { digestFile } from '../../extractors/models/store/digest.ts';
import { modelPaths } from '../../extractors/models/store/model-paths.ts';
import type { ModelStore } from '../../extractors/models/store/open-model-store.ts';
import { RecogniserError } from '../../extractors/text/recognisers/recogniser-error.ts';
import type { Transcriber } from '../../extractors/text/recognisers/transcriber.ts';
import { findWhisperCli, type ProgramSettings } from '../../extractors/text/recognisers/whisper-cpp/find-whisper-cli.ts';
import { openWhisperCpp } from '../../extractors/text/recognisers/whisper-cpp/open-whisper-cpp.ts';
import { openWhisperOnnx } from '../../extractors/text/recognisers/whisper-onnx/open-whisper-onnx.ts';
import { readWhisperFolder } from '../../extractors/text/recognisers/whisper-onnx/whisper-folder.ts';
import { ModelError } from '../../runtime/model-error.ts';
import { openRuntime } from '../../runtime/open-runtime.ts';
import type { Device } from '../../runtime/runtime.ts';

/** What `auto` takes: the first of these that was fetched. From best to least. */
const AUTO_RECOGNISERS = ['ggml-large-v3', 'ggml-large-v3-turbo', 'ggml-large-v3-turbo-q5_0', 'ggml-medium', 'ggml-small', 'ggml-base', 'ggml-tiny'] as const;

/** What a recogniser is opened from. */
export interface RecogniserSources {
  readonly store: ModelStore;
  readonly programs: ProgramSettings & { readonly variables?: Readonly<Record<string, string | undefined>> };
  readonly threads?: number | undefined;
  /** Where a net in ONNX runs; default `cpu`. whisper.cpp runs where it was built for. */
  readonly device?: 'auto' | Device | undefined;
}

/**
 * Resolves with the recogniser that `model` names: a model of the registry, a ggml file of whisper.cpp, a folder of a Whisper net in ONNX, or `auto`: the best model that was
 * fetched.
 *
 * @throws ModelError when the model is unknown, absent or damaged; RecogniserError NO_MODEL, BAD_MODEL, NOT_BUILT
 */
export async function openRecogniser(model: string, { store, programs, threads, device }: RecogniserSources): Promise<Transcriber> {
  if (await isFolder(model)) return openFolder(model, device);
  const file = await findFile(model, store);
  return openWhisperCpp({ program: await findWhisperCli(programs), model: file, threads, variables: programs.variables });
}

/** With a runtime of its own. */
async function openFolder(path: string, device: 'auto' | Device = 'cpu'): Promise<Transcriber> {
  const folder = await readWhisperFolder(path);
  await using opened = new AsyncDisposableStack();
  const runtime = opened.use(await openRuntime({ device, workers: 1 }));
  const transcriber = opened.use(await openWhisperOnnx(folder, runtime));
  const all = opened.move();
  return { ...transcriber, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

interface ModelFile {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
}

async function findFile(model: string, store: ModelStore): Promise<ModelFile> {
  if (model === 'auto') return store.find(await bestModel(store));
  if (await exists(model)) {
    const { sha256 } = await digestFile(model);
    return { id: basename(model), path: model, sha256 };
  }
  if (/[\\/]|\.bin$/.test(model)) throw new RecogniserError('BAD_MODEL', { thing: model, detail: 'there is no such file' });
  const { task } = cardFor(model);
  if (task !== 'speech-recognition') throw new ModelError('UNKNOWN', { model, detail: `is a model for ${task}, but speech-recognition is wanted here` });
  return store.find(model);
}

/** By its file alone: that it is the right one is checked afterwards, once. */
async function bestModel(store: ModelStore): Promise<string> {
  for (const id of AUTO_RECOGNISERS) if (await exists(modelPaths(store.folder, id, cardFor(id)).file)) return id;
  throw new RecogniserError('NO_MODEL', { thing: 'speech recognition', detail: 'there is no model for it on this machine' });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((facts) => facts.isDirectory(), () => false); // Absent: no folder
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false); // Absent is an answer
}
