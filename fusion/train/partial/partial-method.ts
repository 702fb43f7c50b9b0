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

/** How far apart examples of other classes are pulled, and what prototypes of classes say of them (PiCO). */
export interface ContrastOptions {
  /** Length of the vectors that are compared. */
  readonly dimensions: number;
  /** How many vectors of earlier steps are compared with. */
  readonly queue: number;
  /** How much of the slow copy of the network stays in a step. */
  readonly keyMomentum: number;
  /** How much of a prototype stays where an example of its class is met. */
  readonly prototypeMomentum: number;
  /** Temperature of the contrast. */
  readonly temperature: number;
  /** Temperature of what prototypes say; 1 in PiCO and IRNet, 0.07 in ALIM. */
  readonly beliefTemperature: number;
  /** Weight of the contrast beside the loss of the classifier. */
  readonly weight: number;
  /** Trust only those near the prototype of their class (PiCO+). Absent: all. */
  readonly reliable?: ReliableOptions | undefined;
}

/** How PiCO+ parts examples into reliable ones and others. */
export interface ReliableOptions {
  /** Share of the examples that are reliable. */
  readonly share: number;
  /** How many of the nearest an example that is not reliable is drawn to. */
  readonly neighbours: number;
  /** Weight of what is learnt of examples that are not reliable. */
  readonly weight: number;
  /** Weight of the classifier's loss of reliable examples beside that of mixed features. */
  readonly classifier: number;
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
  /** All that was chosen, so that results of other choices are not taken for these. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Views of each example that it compares. */
  readonly views: number;
  /** What is believed at first: all candidates alike, or all classes alike. */
  readonly start: 'candidates' | 'classes';
  /** Whether λ follows the noise rate; otherwise it stays 0. */
  readonly admits: boolean;
  /** Beliefs come from prototypes of the classes, which are learnt by contrast. Absent: from the classifier. */
  readonly contrast?: ContrastOptions | undefined;
  /** Weight of the loss on mixed features where none is asked for. Default 0. */
  readonly mixup?: number | undefined;
  readonly update: (batch: PartialBatch) => PartialUpdate;
  /** Returns the loss of each example, shape `[B]`, of its logits, shape `[B, c]`. */
  readonly losses: (logits: Tensor, targets: PartialTargets) => Tensor;
}
