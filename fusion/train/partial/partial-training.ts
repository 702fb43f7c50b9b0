import { float32 } from '../../../runtime/tensor.ts';
import { randomFor, shuffled, type Random } from '../../../runtime/train/random.ts';
import { checkCandidates, type CandidateSets } from './candidate-sets.ts';
import { PARTIAL_INPUTS, PARTIAL_REPORTS } from './compose-partial.ts';
import type { BatchSignature } from '../../../runtime/train/compile-training-step.ts';
import type { Batch, TrainerState } from '../../../runtime/train/trainer.ts';
import type { PartialMethod } from './partial-method.ts';

/** When targets move, when λ or corrections begin, and by how much. Epochs count from 1. */
export interface PartialSchedule {
  /** Epochs of the run. */
  readonly epochs: number;
  /** First epoch in which targets move. Default 1. */
  readonly targetsFrom?: number | undefined;
  /** e₀: the epoch after which λ is taken from the margins, and from which on sets may change. Default: a tenth of the run. */
  readonly opensAt?: number | undefined;
  /** φ in the first epoch and after the last. Default 0.95 and 0.8. */
  readonly momentum?: readonly [number, number] | undefined;
  /** η: the share of sets without the truth, known or guessed, in [0, 1]. Default 0. */
  readonly noise?: number | undefined;
  /** λ from `opensAt` on, in place of that from the margins. */
  readonly lambda?: number | undefined;
  readonly seed: number;
  /** Whether batches have partners to be mixed with. */
  readonly mixes?: boolean | undefined;
}

type FullSchedule = { readonly [Key in keyof PartialSchedule]-?: Key extends 'lambda' ? PartialSchedule[Key] : NonNullable<PartialSchedule[Key]> };

/** Shape of Beta(4, 4), from which shares are drawn, of which the larger part is an example's own. */
const BETA = 4;

/** Sets, beliefs, margins and thresholds of a run, by the position of the training example. They are state: a run that goes on needs them as much as the weights. */
export class PartialTraining {
  readonly classes: number;
  readonly #method: PartialMethod;
  readonly #schedule: FullSchedule;
  readonly #pinned: Uint8Array;
  readonly #sets: Float32Array;
  readonly #targets: Float32Array;
  readonly #margins: Float32Array;
  /** Of the sets as they were given. */
  readonly #sizes: Uint32Array;
  /** Of PiCO+: how far examples are from the prototype of their class, and which are taken for reliable. */
  readonly #distances: Float32Array;
  readonly #reliable: Float32Array;
  #lambda = 0;

  /** @throws RangeError when sets are empty, or η is no share */
  constructor(candidates: CandidateSets, method: PartialMethod, schedule: PartialSchedule) {
    const { classes, sets, weights, pinned } = checkCandidates(candidates);
    const { epochs, seed, targetsFrom = 1, noise = 0, opensAt = Math.max(1, Math.round(epochs / 10)), momentum = [0.95, 0.8], mixes = (method.mixup ?? 0) > 0, lambda } = schedule;
    if (!(noise >= 0 && noise <= 1)) throw new RangeError(`partial labels: η = ${noise} is no share. Give a number from 0 to 1.`);
    const count = sets.length / classes;
    this.classes = classes;
    this.#method = method;
    this.#schedule = { epochs, seed, targetsFrom, noise, opensAt, momentum, mixes, lambda };
    this.#pinned = pinned ?? new Uint8Array(count);
    this.#sets = Float32Array.from(sets);
    this.#targets = method.start === 'classes' ? new Float32Array(sets.length).fill(1 / classes) : (weights?.slice() ?? alike(this.#sets, classes));
    this.#margins = new Float32Array(count);
    this.#sizes = Uint32Array.from({ length: count }, (_, row) => sets.subarray(row * classes, (row + 1) * classes).reduce((sum, flag) => sum + flag, 0));
    this.#distances = new Float32Array(count);
    this.#reliable = new Float32Array(count).fill(1);
  }

  /** λ as it is now. */
  get lambda(): number {
    return this.#lambda;
  }

  /** Shape `[n, c]`: what is believed now. A view: it changes with training. */
  get targets(): Float32Array {
    return this.#targets;
  }

  /** Shape `[n, c]`: the sets as they are now, 0 or 1. A view. */
  get sets(): Float32Array {
    return this.#sets;
  }

  /** Shape `[n]`: the best candidate's probability over the best other's, when the example was last seen with the set that it was given. A view. */
  get margins(): Float32Array {
    return this.#margins;
  }

  /** Returns what a batch of `size` examples holds beside its features. */
  signature(size: number): Record<string, BatchSignature> {
    const rows = { dims: [size, this.classes] };
    return {
      [PARTIAL_INPUTS.candidates]: rows,
      [PARTIAL_INPUTS.targets]: rows,
      [PARTIAL_INPUTS.knobs]: { dims: [4] },
      ...(this.#parts && { [PARTIAL_INPUTS.reliable]: { dims: [size] } }),
      ...(this.#schedule.mixes && { [PARTIAL_INPUTS.partner]: { dims: [size], type: 'int32' }, [PARTIAL_INPUTS.share]: { dims: [] } }),
    };
  }

  /**
   * Returns what is known of the examples `indices`, in step `step` of the run.
   *
   * @param epoch from 1
   */
  fill(indices: readonly number[], { epoch, step }: { readonly epoch: number; readonly step: number }): Batch {
    const { epochs, targetsFrom, opensAt, momentum: [first, last], seed, mixes } = this.#schedule;
    const momentum = epoch < targetsFrom ? 1 : first + ((epoch - 1) / epochs) * (last - first);
    const random = randomFor(seed, 'mix', step);
    return {
      [PARTIAL_INPUTS.candidates]: this.#rows(this.#sets, indices),
      [PARTIAL_INPUTS.targets]: this.#rows(this.#targets, indices),
      [PARTIAL_INPUTS.knobs]: Float32Array.of(this.#lambda, momentum, epoch >= opensAt ? 1 : 0, epoch >= targetsFrom ? 1 : 0),
      ...(this.#parts && { [PARTIAL_INPUTS.reliable]: Float32Array.from(indices, (index) => this.#reliable[index]!) }),
      ...(mixes && { [PARTIAL_INPUTS.partner]: Int32Array.from(shuffled(indices.length, random)), [PARTIAL_INPUTS.share]: Float32Array.of(largerShare(random)) }),
    };
  }

  /** Takes in what steps have reported of their examples, in order. */
  take(reports: Readonly<Record<string, Float32Array>>, steps: readonly (readonly number[])[]): void {
    const [targets, sets, margins] = [reports[PARTIAL_REPORTS.targets]!, reports[PARTIAL_REPORTS.candidates]!, reports[PARTIAL_REPORTS.margins]!];
    for (const [at, index] of steps.flat().entries()) {
      if (this.#method.admits || !this.#hasGrown(index)) this.#margins[index] = margins[at]!;
      this.#distances[index] = reports[PARTIAL_REPORTS.distances]?.[at] ?? 0;
      if (this.#pinned[index] === 1) continue;
      this.#targets.set(targets.subarray(at * this.classes, (at + 1) * this.classes), index * this.classes);
      this.#sets.set(sets.subarray(at * this.classes, (at + 1) * this.classes), index * this.classes);
    }
  }

  /**
   * Ends an epoch: PiCO+ chooses anew which examples are reliable in the next; from `opensAt` on, λ becomes the η-quantile of the margins of this epoch, at most 1, so that in the next one a share η of the targets may leave their sets.
   *
   * @param epoch the one that ends, from 1
   */
  endEpoch(epoch: number): void {
    const { opensAt, targetsFrom, noise, lambda } = this.#schedule;
    if (this.#parts && epoch + 1 >= targetsFrom) this.#chooseReliable(this.#method.contrast!.reliable!.share);
    if (!this.#method.admits || epoch < opensAt) return;
    if (lambda !== undefined) this.#lambda = lambda;
    else this.#lambda = Math.fround(quantile(this.#margins.filter((_, index) => this.#pinned[index] === 0), noise));
  }

  /** Returns a copy of all that changes. */
  save(): TrainerState['tensors'] {
    const rows = [this.#margins.length, this.classes] as const;
    const each = { margins: this.#margins, ...(this.#parts && { distances: this.#distances, reliable: this.#reliable }) };
    const columns = Object.entries(each).map(([name, values]) => [name, float32(values.slice(), rows[0])] as const);
    return { candidates: float32(this.#sets.slice(), ...rows), targets: float32(this.#targets.slice(), ...rows), lambda: float32(Float32Array.of(this.#lambda), 1), ...Object.fromEntries(columns) };
  }

  /**
   * Goes back, or on, to what `save` gave.
   *
   * @throws RangeError when it is of other examples or classes
   */
  load({ candidates, targets, margins, distances, reliable, lambda }: TrainerState['tensors']): void {
    const fits = candidates?.data.length === this.#sets.length && targets?.data.length === this.#targets.length && margins?.data.length === this.#margins.length;
    if (!fits || lambda === undefined || this.#parts !== (distances !== undefined && reliable !== undefined)) throw new RangeError('partial labels: the saved sets are of other examples or classes');
    this.#sets.set(candidates.data);
    this.#targets.set(targets.data);
    this.#margins.set(margins.data);
    this.#distances.set(distances?.data ?? []);
    this.#reliable.set(reliable?.data ?? []);
    this.#lambda = lambda.data[0]!;
  }

  #hasGrown(index: number): boolean {
    const size = this.#sets.subarray(index * this.classes, (index + 1) * this.classes).reduce((sum, flag) => sum + flag, 0);
    return size !== this.#sizes[index];
  }

  /** Whether only some examples are reliable. */
  get #parts(): boolean {
    return this.#method.contrast?.reliable !== undefined;
  }

  /** The nearest to the prototype of their class, in each number that a share gives; examples whose label is known are reliable anyhow. */
  #chooseReliable(share: number): void {
    const open = Array.from(this.#distances.keys()).filter((index) => this.#pinned[index] === 0);
    const nearest = open.toSorted((a, b) => this.#distances[a]! - this.#distances[b]! || a - b);
    this.#reliable.fill(1);
    for (const index of nearest.slice(Math.floor(share * open.length))) this.#reliable[index] = 0;
  }

  #rows(all: Float32Array, indices: readonly number[]): Float32Array {
    const rows = new Float32Array(indices.length * this.classes);
    indices.forEach((index, at) => rows.set(all.subarray(index * this.classes, (index + 1) * this.classes), at * this.classes));
    return rows;
  }
}

function alike(sets: Float32Array, classes: number): Float32Array {
  const targets = sets.slice();
  for (let from = 0; from < sets.length; from += classes) {
    const row = targets.subarray(from, from + classes);
    const size = row.reduce((sum, flag) => sum + flag, 0);
    row.forEach((flag, index) => (row[index] = flag / size));
  }
  return targets;
}

/** The ⌊η n⌋-th smallest margin from 0, at most 1; 0 without noise. */
function quantile(margins: Float32Array, noise: number): number {
  if (noise === 0 || margins.length === 0) return 0;
  const sorted = margins.toSorted();
  return Math.min(1, sorted[Math.min(sorted.length - 1, Math.floor(noise * sorted.length))]!);
}

/** Draws from Beta(4, 4), as a share of two sums of exponential waiting times, and returns the larger part. */
function largerShare({ uniform }: Random): number {
  const sum = () => -Array.from({ length: BETA }, () => Math.log(1 - uniform())).reduce((total, value) => total + value, 0);
  const [mine, other] = [sum(), sum()];
  const share = mine / (mine + other);
  return Math.max(share, 1 - share);
}
