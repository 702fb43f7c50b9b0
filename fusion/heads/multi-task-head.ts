import tf from '@tensorflow/tfjs';
import { weighByUncertainty } from './weigh-by-uncertainty.ts';
import type { Tensors } from '../../runtime/train/scope.ts';
import type { Head, HeadLoss } from './head.ts';

/** How the losses of several heads become one. */
export type Weighting =
  /** By learned variances of the tasks: see `weighByUncertainty`. */
  | 'uncertainty'
  /** By numbers, by name of the head; 1 where none is given. */
  | Readonly<Record<string, number>>;

/** What makes one head of several. */
export interface MultiTaskOptions {
  /** Default `'multi-task'`. */
  readonly name?: string;
  readonly heads: readonly Head[];
  /** Default: the plain sum. */
  readonly weighting?: Weighting | undefined;
}

/**
 * Returns a head with the outputs of all `heads`.
 *
 * @throws RangeError when two heads have a task in common, or a weight names no head
 */
export function multiTaskHead({ name = 'multi-task', heads, weighting = {} }: MultiTaskOptions): Head {
  check(heads, weighting);
  const tasks = Object.assign({}, ...heads.map((head) => head.tasks)) as Head['tasks'];
  return {
    name,
    labels: heads.find(({ labels }) => labels !== undefined)?.labels,
    tasks,
    targets: heads.flatMap(({ targets }) => targets),
    outputs: (scope, features) => Object.assign({}, ...heads.map((head) => head.outputs(scope, features))) as Tensors,
    loss(scope, outputs, targets) {
      const losses = heads.map((head) => head.loss(scope, outputs, targets));
      const parts = Object.assign({}, ...losses.map((each) => each.parts)) as Tensors;
      return { loss: weighting === 'uncertainty' ? weighByUncertainty(scope, { tasks, parts, targets }) : weighted(heads, losses, weighting), parts };
    },
  };
}

function weighted(heads: readonly Head[], losses: readonly HeadLoss[], weights: Readonly<Record<string, number>>): HeadLoss['loss'] {
  return tf.addN(losses.map(({ loss }, index) => tf.mul(loss, weights[heads[index]!.name] ?? 1)));
}

function check(heads: readonly Head[], weighting: Weighting): void {
  const names = heads.map((head) => head.name);
  const tasks = heads.flatMap((head) => Object.keys(head.tasks));
  const twice = tasks.find((task, index) => tasks.indexOf(task) !== index);
  if (twice !== undefined) throw new RangeError(`multi-task head: "${twice}" is predicted by two of the heads ${names.join(', ')}. Leave one of them out.`);
  const stranger = weighting === 'uncertainty' ? undefined : Object.keys(weighting).find((name) => !names.includes(name));
  if (stranger !== undefined) throw new RangeError(`multi-task head: there is a weight for "${stranger}", and the heads are ${names.join(', ')}. Name the weight after one of them.`);
}
