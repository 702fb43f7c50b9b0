import { compileTrainingStep, type TrainingStepOptions } from '../../runtime/train/compile-training-step.ts';
import { openEagerPredictor } from '../../runtime/train/open-eager-predictor.ts';
import { openEagerTrainer } from '../../runtime/train/open-eager-trainer.ts';
import { openPredictor } from '../../runtime/train/open-predictor.ts';
import { openTrainer } from '../../runtime/train/open-trainer.ts';
import type { ExportOptions } from '../../runtime/train/export-onnx.ts';
import type { Predictor } from '../../runtime/train/predictor.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Trainer } from '../../runtime/train/trainer.ts';

/** What runs the steps. */
export interface Engine {
  /** `'onnx'` or `'tfjs'`. */
  readonly name: string;
  openTrainer(options: TrainingStepOptions, seed: number): Promise<Trainer>;
  openPredictor(options: Omit<ExportOptions, 'metadata'>): Promise<Predictor>;
}

/** Returns the engine that compiles steps and runs them in ONNX Runtime. */
export function onnxEngine(runtime: Runtime): Engine {
  return {
    name: 'onnx',
    openTrainer: async (options, seed) => openTrainer(compileTrainingStep(options), { runtime, seed }),
    openPredictor: async (options) => openPredictor(options, { runtime }),
  };
}

/** Returns the engine that runs each operation at once on tfjs's current backend. */
export function tfjsEngine(): Engine {
  return {
    name: 'tfjs',
    openTrainer: async (options, seed) => Promise.resolve(openEagerTrainer(options, { seed })),
    openPredictor: async (options) => Promise.resolve(openEagerPredictor(options)),
  };
}
