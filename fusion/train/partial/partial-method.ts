import type { Tensor } from '@tensorflow/tfjs';

/** What is known of a batch of B examples and c classes before a step. All of it is constant: no gradient flows through it. */
export interface PartialBatch {
  /** Shape `[B, c]` each: probabilities of the views of each example, the first of which is trained on. */
  readonly beliefs: readonly [Tensor, ...Tensor[]];
  /** Shape `[B, c]`: 1 for a candidate. */
  readonly candidates: Tensor;
  /** Shape `[B, c]`: what is believed of each example so far, w. */
  readonly targets: Tensor;
  /** λ in [0, 1]: how much a class that is no candidate counts. */
  readonly lambda: Tensor;
  /** φ in [0, 1]: how much of the old target stays. */
  readonly momentum: Tensor;
  /** 1 when sets may be changed, else 0. */
  readonly open: Tensor;
}

/** What is believed from now on. It is found before the step changes the model. */
export interface PartialUpdate {
  /** Shape `[B, c]`. */
  readonly targets: Tensor;
  /** Shape `[B, c]`: the sets; absent: as they were. */
  readonly candidates?: Tensor | undefined;
}

/** What a loss is taken from, shape `[B, c]` each. */
export interface PartialTargets {
  readonly candidates: Tensor;
  /** What was believed before the step. */
  readonly before: Tensor;
  /** What is believed from now on. */
  readonly targets: Tensor;
}

/** One way to learn from candidate sets: two plain functions of a batch, to be traced into the training step. It holds no state. */
export interface PartialMethod {
  /** Name in configurations: `"alim-onehot"`. */
  readonly name: string;
  /** Views of each example that it compares. */
  readonly views: number;
  /** What is believed at first: all candidates alike, or all classes alike. */
  readonly start: 'candidates' | 'classes';
  /** Whether λ follows the noise rate; otherwise it stays 0. */
  readonly admits: boolean;
  readonly update: (batch: PartialBatch) => PartialUpdate;
  /** Returns the loss of each example, shape `[B]`, of its logits, shape `[B, c]`. */
  readonly losses: (logits: Tensor, targets: PartialTargets) => Tensor;
}
