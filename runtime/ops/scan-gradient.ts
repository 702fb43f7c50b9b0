import tf from '@tensorflow/tfjs';
import { pruneNodes } from '../compile/prune-nodes.ts';
import { readsOf } from '../compile/reads-of.ts';
import { isZero } from './is-zero.ts';
import { buildScan, toPort, type Operand, type RecordedScan } from './scan-recorded.ts';
import { sumOverSteps } from './sum-over-steps.ts';
import { traceScanGradient, type TracedGradient } from './trace-scan-gradient.ts';
import type { ScanSequence, ScanState } from '../compile/scan-node.ts';
import type { GraphNode } from '../onnx/model.ts';
import type { Recorder } from '../compile/recorder.ts';
import type { Tensor } from '@tensorflow/tfjs';

/** An operand with its key among all, and the name of its gradient outside. */
interface Target extends Operand {
  readonly path: string;
  readonly gradient: string;
}

/**
 * Returns the gradients of a recorded scan by its operands. It is one `Scan` in the other direction, which reads what the forward one
 * made at each step: whatever the gradient needs becomes a further output of that. Only what is asked for is computed.
 */
export function scanGradient(call: RecordedScan, slopes: readonly Tensor[]): Record<string, () => Tensor> {
  const { recorder } = call;
  const sources = call.results.flatMap(({ dtype }, index) => (dtype === 'float32' && (index < call.carry.length || !isZero(recorder, slopes[index]!)) ? [index] : []));
  const names = new Map(sources.map((index) => [index, recorder.name(slopes[index]!)]));
  const traced = traceScanGradient(recorder, call, sources);
  const targets = targetsOf(recorder, call);
  const planned = { recorder, call, traced, targets, slopes: names, zeros: zerosFor(recorder, targets, traced) };
  const wanted = new Set<Target>();
  let written: readonly GraphNode[] = [{ op: 'Scan', inputs: [], outputs: [] }];
  recorder.nodes.push(...written);
  return Object.fromEntries(
    targets.map((target) => [
      target.path,
      () => {
        if (!traced.gradients.has(target.path)) return tf.zeros([...target.shape]);
        wanted.add(target);
        const { forward, backward } = plan(planned, [...wanted]);
        recorder.replace(call.nodes, forward);
        recorder.replace(written, backward);
        [call.nodes, written] = [forward, backward];
        return tf.engine().makeTensorFromTensorInfo(recorder.result(target.gradient, target.shape, 'float32'));
      },
    ]),
  );
}

interface Planned {
  readonly recorder: Recorder;
  readonly call: RecordedScan;
  readonly traced: TracedGradient;
  readonly targets: readonly Target[];
  /** Names outside of the results' gradients, by the result's place. */
  readonly slopes: ReadonlyMap<number, string>;
  /** Names of zeros: where sums begin, and for carries that the step does not read. */
  readonly zeros: ReadonlyMap<string, string>;
}

function plan(planned: Planned, wanted: readonly Target[]): { forward: readonly GraphNode[]; backward: readonly GraphNode[] } {
  const { recorder, call, traced, targets, slopes, zeros } = planned;
  const { step, gradients, results } = traced;
  const carried = targets.flatMap((target, index): ScanState[] => {
    const slope = traced.slopes.get(index);
    if (index >= call.carry.length || slope === undefined) return [];
    return [{ ...slope, initial: slopes.get(index)!, next: gradients.get(target.path) ?? zeros.get(target.path)!, final: target.gradient }];
  });
  const sequences: ScanSequence[] = [...step.inputs, ...[...traced.slopes].flatMap(([index, port]) => (index < call.carry.length ? [] : [{ ...port, all: slopes.get(index)! }]))];
  const perStep = wanted.filter(({ path }) => path.startsWith('inputs/')).map((target) => ({ ...toPort(gradients.get(target.path)!, { shape: target.shape.slice(1), dtype: target.dtype }), all: target.gradient }));
  const sums = wanted.filter(({ path }) => path.startsWith('constants/')).map((target) =>
    sumOverSteps(recorder, {
      gradient: gradients.get(target.path)!,
      sum: target.gradient,
      shape: target.shape,
      zero: zeros.get(target.path)!,
      backward: traced.backward,
      sequences: new Map(sequences.map(({ inner, all }) => [inner, all])),
      varying: traced.varying,
    }),
  );
  const nodes = [...traced.backward, ...sums.flatMap((sum) => sum.inside)];
  const states = [...carried, ...sums.flatMap((sum) => sum.states)];
  const outputs = distinct([...perStep, ...sums.flatMap((sum) => sum.outputs)]);
  const ends = [...states.map(({ next }) => next), ...outputs.map(({ inner }) => inner)];
  const read = new Set([...pruneNodes(nodes, ends).flatMap(readsOf), ...ends]);
  const kept = [...new Set([...read, ...sums.flatMap((sum) => sum.saves)])].filter((name) => traced.varying.has(name) && !step.inputs.some(({ inner }) => inner === name));
  const saved = kept.map((name) => save(recorder, name, call.length));
  const forward = buildScan({
    states: step.carry.map((port, index) => ({ ...port, initial: call.carry[index]!.name, next: results[index]!, final: call.results[index]!.name })),
    inputs: step.inputs,
    outputs: [...call.results.slice(call.carry.length).map(({ name, ...operand }, index) => ({ ...toPort(results[index + call.carry.length]!, { ...operand, shape: operand.shape.slice(1) }), all: name })), ...saved],
    nodes: traced.forward,
    reverse: call.reverse,
  });
  const inputs = [...sequences, ...saved].filter(({ inner }) => read.has(inner));
  return { forward, backward: [...buildScan({ states, inputs, outputs, nodes, reverse: !call.reverse }), ...sums.flatMap((sum) => sum.after)] };
}

function targetsOf(recorder: Recorder, { carry, inputs, constants, length }: RecordedScan): Target[] {
  const target = (kind: string, leading: readonly number[]) => (operand: Operand) => ({ ...operand, shape: [...leading, ...operand.shape], path: `${kind}/${operand.key}`, gradient: recorder.newName() });
  return [...carry.map(target('carry', [])), ...inputs.map(target('inputs', [length])), ...constants.map(target('constants', []))];
}

function zerosFor(recorder: Recorder, targets: readonly Target[], { gradients }: TracedGradient): Map<string, string> {
  const needed = targets.filter(({ path, dtype }) => dtype === 'float32' && path.startsWith(gradients.has(path) ? 'constants/' : 'carry/'));
  return new Map(needed.map(({ path, shape }) => [path, recorder.emit('Expand', [recorder.scalar(0), recorder.int64(shape)])]));
}

/** Returns what a step makes, as an output of all steps. */
function save(recorder: Recorder, name: string, length: number): ScanSequence {
  const { shape, dtype } = recorder.describe(name);
  const all = `${name}/all`;
  recorder.result(all, [length, ...shape], dtype);
  return { ...toPort(name, { shape, dtype }), all };
}

function distinct(sequences: readonly ScanSequence[]): ScanSequence[] {
  return [...new Map(sequences.map((sequence) => [sequence.all, sequence])).values()];
}
