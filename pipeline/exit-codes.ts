import { CommanderError } from 'commander';
import { ConfigError } from '../configs/config-error.ts';
import { DatasetError } from '../datasets/dataset-error.ts';
import { RecogniserError } from '../extractors/text/recognisers/recogniser-error.ts';
import { TranscriptError } from '../extractors/text/transcripts/transcript-error.ts';
import { TrainingError } from '../fusion/train/training-error.ts';
import { GateError } from '../plugins/gate/gate-error.ts';
import { EncoderBuildError } from '../plugins/build-encoder/encoder-build-error.ts';
import { PluginError } from '../plugins/plugin-error.ts';
import { PruneError } from '../plugins/block-influence/prune-error.ts';
import { DecoderError } from '../plugins/baichuan-m1/decoder-error.ts';
import { DeviceError } from '../runtime/device-error.ts';
import { ModelError } from '../runtime/model-error.ts';
import { OnnxFileError } from '../runtime/onnx/surgery/onnx-file-error.ts';
import { SafetensorsError } from '../runtime/safetensors/safetensors-error.ts';
import { OutputError } from './export/output-error.ts';
import { MediaError } from './media/media-error.ts';

/** What the exit code of the program says. */
export const EXIT = {
  fine: 0,
  unexpected: 1,
  usage: 2,
  modelMissing: 3,
  deviceUnavailable: 4,
  someClipsFailed: 5,
  allClipsFailed: 6,
  interrupted: 130,
} as const;

/** Any exit code. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Media errors that are about the machine or the folder of results rather than about one clip. */
const USAGE_CODES: readonly string[] = ['FFMPEG_MISSING', 'FFMPEG_TOO_OLD', 'IN_USE'];

/** Returns the exit code for an error that ended the run. */
export function exitCodeFor(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof ConfigError) return EXIT.usage;
  if (error instanceof ModelError) return error.code === 'UNKNOWN' ? EXIT.usage : EXIT.modelMissing;
  if (error instanceof RecogniserError) return error.code === 'UNKNOWN_LANGUAGE' ? EXIT.usage : EXIT.modelMissing;
  if (error instanceof DeviceError) return EXIT.deviceUnavailable;
  if (isUsage(error)) return EXIT.usage;
  if (error instanceof Error && error.name === 'AbortError') return EXIT.interrupted;
  return EXIT.unexpected;
}

/** Returns the exit code of a run in which so many of all clips failed. */
export function exitCodeForClips(failed: number, all: number): ExitCode {
  if (failed === 0) return EXIT.fine;
  return failed === all ? EXIT.allClipsFailed : EXIT.someClipsFailed;
}

/** Whether what was given to the program is at fault, or where its results are to go. */
function isUsage(error: unknown): boolean {
  if (error instanceof MediaError) return USAGE_CODES.includes(error.code);
  if (error instanceof OutputError) return error.code === 'NOT_WRITABLE';
  if (error instanceof PluginError) return error.code !== 'FAILED' && error.code !== 'BAD_RESULT';
  return [DatasetError, EncoderBuildError, GateError, TranscriptError, SafetensorsError, DecoderError, TrainingError, OnnxFileError, PruneError].some((kind) => error instanceof kind);
}
