import type { Tensor } from '../runtime/tensor.ts';
import type { ClipAdditions, ClipResults, FrameJudge } from './clip-results.ts';
import type { FoldContinuation, TrainedFold } from './trained-fold.ts';

/** What a plug-in has made, and what to know of it. */
export interface Made {
  /** Path of the file or folder. */
  readonly path: string;
  /** For people, a sentence each. */
  readonly notes?: readonly string[];
  /** Facts as JSON. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** An ONNX file that another one is made of. */
export interface ModelFile {
  readonly path: string;
  /** Where the result goes. */
  readonly outPath: string;
  /** Yields inputs of the model as it meets them in use, anew at each call. Absent: there are none. */
  readonly feeds?: () => AsyncIterable<Readonly<Record<string, Tensor>>>;
}

/** One layer of the temporal transformer before it is made. */
export interface LayerSettings {
  /** From 0. */
  readonly index: number;
  /** Of how many. */
  readonly layers: number;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** A training before it begins. */
export interface TrainingPlan {
  /** The whole effective configuration. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Steps of the longest sequence; absent before the data are known. */
  readonly longest?: number;
}

/** A fault of a training's configuration. An `error` keeps the training from beginning. */
export interface TrainingFinding {
  readonly level: 'error' | 'warning';
  /** One sentence, with what to do next. */
  readonly message: string;
}

/** The points where a plug-in can attach: what it is given there, and what it returns. */
export interface PluginPoints {
  /** Makes an ONNX file of another. */
  readonly 'model-file': { readonly input: ModelFile; readonly output: Made };
  /** Makes an ONNX file of a folder with weights and their configuration. */
  readonly build: { readonly input: { readonly folder: string; readonly outPath: string }; readonly output: Made };
  /** Returns the settings of one layer of the temporal transformer. */
  readonly layer: { readonly input: LayerSettings; readonly output: Readonly<Record<string, unknown>> };
  /** Looks for faults in the configuration of a training; no faults: an empty list. */
  readonly 'training-check': { readonly input: TrainingPlan; readonly output: readonly TrainingFinding[] };
  /** Says how a fold that was trained on windows is trained on, so that it takes whole videos: `affekt stretch`. */
  readonly 'trained-fold': { readonly input: TrainedFold; readonly output: FoldContinuation };
  /** Judges the verdicts of a clip, moment by moment, before they are fused. */
  readonly 'frame-verdicts': { readonly input: { readonly name: string; readonly path: string; /** Seconds. */ readonly duration: number }; readonly output: FrameJudge };
  /** Adds to the results of a clip. */
  readonly clip: { readonly input: ClipResults; readonly output: ClipAdditions };
}

/** Name of a point. */
export type PluginPoint = keyof PluginPoints;

/** All points, with what happens there, for people. */
export const POINTS: Readonly<Record<PluginPoint, string>> = {
  'model-file': 'an ONNX file becomes another',
  build: 'a folder of weights becomes an ONNX file',
  layer: 'the settings of a layer of the temporal transformer',
  'training-check': 'the configuration of a training, before it begins',
  'trained-fold': 'a fold that was trained on windows, before it is trained on for whole videos',
  'frame-verdicts': 'the verdicts of each moment, before they are fused',
  clip: 'the results of a clip, before they are written',
};
