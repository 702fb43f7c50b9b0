import tf from '@tensorflow/tfjs';
import { describeFailure } from '../compile/describe-failure.ts';
import { mergeGraph } from '../compile/merge-graph.ts';
import { nameOutputs } from '../compile/name-outputs.ts';
import { pruneGraph } from '../compile/prune-graph.ts';
import { withRecorder } from '../compile/with-recorder.ts';
import { ModelError } from '../model-error.ts';
import { writeModel } from '../onnx/write-model.ts';
import { declare } from './declare.ts';
import { loopSteps } from './loop-steps.ts';
import { planSlabs } from './slabs.ts';
import { stateShapes, takeStep, type Loss, type StepPlan } from './take-step.ts';
import type { Graph, GraphPort } from '../onnx/model.ts';
import type { Clip } from './clip.ts';
import type { Optimizer } from './optimizers/optimizer.ts';

/** Shape and type of one tensor of a batch. */
export interface BatchSignature {
  readonly dims: readonly number[];
  /** Default `'float32'`. */
  readonly type?: 'float32' | 'int32' | 'bool';
}

/** What to train, and how. */
export interface TrainingStepOptions {
  /** Shown in errors. */
  readonly name: string;
  /** Tensors of a batch by name, all sizes fixed. */
  readonly batch: Readonly<Record<string, BatchSignature>>;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly clip?: Clip | undefined;
}

/** A compiled step. */
export interface TrainingStep {
  readonly options: TrainingStepOptions;
  readonly plan: StepPlan;
  /**
   * An ONNX file that takes any number of steps: batch tensors, scalars and random numbers stacked along a leading axis, and the
   * state; it gives the state after the last step (`next/…`) and the metrics and reports of each (`metric/…`).
   */
  readonly model: Uint8Array;
}

/** Returns what is to be trained, without compiling it: parameters, their place in the state, random numbers. */
export function planStep({ name, batch, loss, optimizer, clip }: TrainingStepOptions): StepPlan {
  return explain(name, () => {
    const declared = declare(loss, batch);
    return { loss, declared, slabs: planSlabs(declared.parameters), optimizer, clip };
  });
}

/**
 * Traces loss, gradients, clipping and optimiser into one ONNX graph.
 *
 * @throws ModelError `UNSUPPORTED`, naming the operation and the caller's line, when something cannot be compiled
 */
export function compileTrainingStep(options: TrainingStepOptions): TrainingStep {
  const plan = planStep(options);
  const model = explain(options.name, () => writeModel({ ...loopSteps(traceStep(plan, options)), name: options.name }));
  return { options, plan, model };
}

/** One step as a graph, and which of its inputs are carried over to the next. */
export interface StepGraph {
  readonly graph: Graph;
  /** Inputs that are the same for all steps or carried: `state/…`; each has an output `next/…`. */
  readonly carried: readonly string[];
}

function traceStep(plan: StepPlan, { batch, optimizer }: TrainingStepOptions): StepGraph {
  return withRecorder((recorder) => {
    const ports: GraphPort[] = [];
    const input = (name: string, dims: readonly number[], type: BatchSignature['type'] = 'float32') => {
      ports.push({ name, dims, type });
      return tf.engine().makeTensorFromTensorInfo(recorder.input(name, dims, type));
    };
    const { draws } = plan.declared;
    const shapes = stateShapes(plan);
    const { state, metrics, reports } = takeStep(plan, {
      batch: mapEntries(batch, ({ dims, type }, name) => input(`batch/${name}`, dims, type)),
      state: mapEntries(shapes, (shape, name) => input(`state/${name}`, shape)),
      scalars: input('scalars', [optimizer.scalars(1, 1).length]),
      draws: { dropout: input('draw/dropout', [draws.dropout], 'int32'), normal: input('draw/normal', [draws.normal]), uniform: input('draw/uniform', [draws.uniform]) },
    });
    const named = [...Object.keys(shapes).map((name) => [`next/${name}`, state[name]!] as const), ...Object.entries({ ...metrics, ...reports }).map(([name, value]) => [`metric/${name}`, value] as const)];
    const outputs = named.map(([name, tensor]) => {
      recorder.nodes.push({ op: 'Identity', inputs: [recorder.name(tensor)], outputs: [name] });
      return { name, type: 'float32' as const, dims: tensor.shape };
    });
    const used = ports.filter(({ dims }) => !dims.includes(0));
    const graph = nameOutputs(mergeGraph(pruneGraph({ nodes: [...recorder.nodes], initializers: [...recorder.constants], inputs: used, outputs })));
    return { graph, carried: Object.keys(shapes) };
  });
}

function mapEntries<In, Out>(record: Readonly<Record<string, In>>, map: (value: In, name: string) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

function explain<Result>(model: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof TypeError) throw cause;
    throw new ModelError('UNSUPPORTED', { model, detail: describeFailure(cause), cause });
  }
}
