import { shuffled, randomFor } from '../../runtime/train/random.ts';
import { afterScore } from '../../runtime/train/schedules/plateau.ts';
import { METRICS } from '../metrics/metrics.ts';
import { mergeSummaries, summarise, type ScoreSummary } from '../metrics/summarise.ts';
import { scoreAll } from '../metrics/score-all.ts';
import { fillBatch } from './fill-batch.ts';
import { joinWindows } from './join-windows.ts';
import { batchSignature, inputSignature, type Layout } from './layout.ts';
import { noProgress, type EpochRecord, type FoldProgress, type FoldState } from './fold-state.ts';
import { predictExamples, type Prediction } from './predict-examples.ts';
import { toPredictions } from './to-predictions.ts';
import { TrainingError } from './training-error.ts';
import type { TrainingStepOptions } from '../../runtime/train/compile-training-step.ts';
import type { Predictor } from '../../runtime/train/predictor.ts';
import type { Batch, Trainer, TrainerState } from '../../runtime/train/trainer.ts';
import { PARTIAL_REPORTS } from './partial/compose-partial.ts';
import type { BatchPlan } from './batch-plan.ts';
import type { Model } from './compose-model.ts';
import type { PartialTraining } from './partial/partial-training.ts';
import type { Engine } from './engine.ts';
import type { ExampleSource } from './example.ts';
import type { TrainingPlan } from './training-plan.ts';

/** A model, its data and how to train it. */
export interface FoldSetup {
  readonly model: Model;
  readonly layout: Layout;
  /** Number of classes of the expression, 0 where there is none. */
  readonly classes: number;
  readonly train: ExampleSource;
  readonly val: ExampleSource;
  readonly plan: TrainingPlan;
  readonly engine: Engine;
  /** Sets and beliefs of the examples of `train`, for a model of `composePartial`. They change with training. */
  readonly partial?: PartialTraining | undefined;
  /** What a step is made of, where it is not the examples of `train` one after another. */
  readonly batches?: BatchPlan | undefined;
  /** Aborted: training ends after the steps under way, with a checkpoint. */
  readonly signal?: AbortSignal | undefined;
}

/** What happens in training, as it happens. */
export type TrainingEvent =
  /** After a few steps; `metrics` are those of the last of them. */
  | { readonly kind: 'steps'; readonly step: number; readonly total: number; readonly metrics: Readonly<Record<string, number>>; readonly rate: number }
  | { readonly kind: 'epoch'; readonly record: EpochRecord; readonly best: boolean }
  /** A state that training can go on from; `state` is owned by the receiver. */
  | { readonly kind: 'checkpoint'; readonly state: FoldState };

/** Steps that are handed to the trainer at once. */
const STEPS_AT_ONCE = 10;

/**
 * Trains one model and yields what happens; the last event is a checkpoint, with `finished` unless it was aborted. Started from a checkpoint, it gives the
 * bytes that a run without interruption gives: order of examples and noise follow from the seed and the step alone.
 *
 * @throws TrainingError `DIVERGED` when the loss or a prediction is no number, `NO_EXAMPLES` when a part is empty, `BAD_MODEL` when the model
 * cannot take what the layout says, `BAD_CHECKPOINT` when `from` is of another model
 */
export async function* trainFold(setup: FoldSetup, from?: FoldState): AsyncGenerator<TrainingEvent> {
  const { layout, model, plan, engine, train, val } = setup;
  if (train.size === 0 || val.size === 0) throw new TrainingError('NO_EXAMPLES', { run: plan.run, detail: `there are ${train.size} examples to train on and ${val.size} to validate on` });
  const batch = Math.min(plan.batch, train.size);
  const signature = setup.batches?.signature ?? { ...batchSignature(layout, batch), ...setup.partial?.signature(batch) };
  await using trainer = await openTrainer(setup, { name: plan.run, batch: signature, loss: model.loss, optimizer: plan.optimizer, clip: plan.clip });
  await using predictor = await engine.openPredictor({ name: plan.run, inputs: inputSignature(layout), predict: model.predict });
  if (from !== undefined) await load(trainer, from, setup);
  const perEpoch = setup.batches?.perEpoch ?? Math.ceil(train.size / batch);
  const run = new FoldRun(setup, { trainer, predictor, batch, perEpoch }, from);
  while (!run.progress.finished && setup.signal?.aborted !== true) yield* run.advance();
  if (setup.signal?.aborted === true || from?.progress.finished === true) yield { kind: 'checkpoint', state: await run.state() };
}

/** What the number and the sizes of modalities make of a model's options shows only when it is traced. */
async function openTrainer({ engine, plan }: FoldSetup, options: TrainingStepOptions): Promise<Trainer> {
  try {
    return await engine.openTrainer(options, plan.seed);
  } catch (cause) {
    if (cause instanceof RangeError) throw new TrainingError('BAD_MODEL', { run: plan.run, detail: cause.message.replace(/\.$/, ''), cause });
    throw cause;
  }
}

async function load(trainer: Trainer, { trainer: state, partial }: FoldState, setup: FoldSetup): Promise<void> {
  const { run } = setup.plan;
  try {
    await trainer.load(state);
    setup.partial?.load(partial ?? {});
  } catch (cause) {
    if (cause instanceof RangeError) throw new TrainingError('BAD_CHECKPOINT', { run, detail: `the checkpoint does not fit the model (${cause.message.replace(/\.$/, '')})`, cause });
    throw cause;
  }
}

interface FoldTools {
  readonly trainer: Trainer;
  readonly predictor: Predictor;
  /** Examples in a step. */
  readonly batch: number;
  /** Steps in an epoch. */
  readonly perEpoch: number;
}

class FoldRun {
  progress: FoldProgress;
  #best: FoldState['best'];
  /** The order of the examples in an epoch. */
  #order: { readonly epoch: number; readonly indices: Uint32Array } | undefined;
  /** Batches that are being read ahead. */
  #ready: { readonly first: number; readonly batches: Promise<Batch[]> } | undefined;
  readonly #setup: FoldSetup;
  readonly #tools: FoldTools;

  constructor(setup: FoldSetup, tools: FoldTools, from: FoldState | undefined) {
    this.#setup = setup;
    this.#tools = tools;
    this.progress = from?.progress ?? noProgress;
    this.#best = from?.best;
  }

  /** Takes the next few steps, up to the end of the epoch or the next checkpoint. */
  async *advance(): AsyncGenerator<TrainingEvent> {
    const { plan } = this.#setup;
    const { trainer, perEpoch } = this.#tools;
    const first = trainer.step;
    const steps = this.#stepsFrom(first);
    const rates = steps.map((step) => this.#rateOf(step));
    const taken = trainer.train(this.#withPartial(await this.#batchesFrom(first), first), rates);
    if ((first + steps.length) % perEpoch > 0) this.#prepare(first + steps.length); // While the worker thread takes these
    const metrics = this.#takePartial(await taken, steps);
    this.#addUp(metrics, first);
    const last = Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values.at(-1)!]));
    yield { kind: 'steps', step: trainer.step, total: perEpoch * plan.epochs, metrics: last, rate: rates.at(-1)! };
    const saved = trainer.step % perEpoch === 0 ? yield* this.#endEpoch(rates.at(-1)!) : undefined;
    if (saved !== undefined || trainer.step % plan.checkpointEvery === 0) yield { kind: 'checkpoint', state: await this.state(saved) };
  }

  /** Returns the steps that are taken at once from `first` on. */
  #stepsFrom(first: number): number[] {
    const { checkpointEvery } = this.#setup.plan;
    const { perEpoch } = this.#tools;
    const count = Math.min(STEPS_AT_ONCE, perEpoch - (first % perEpoch), checkpointEvery - (first % checkpointEvery));
    return Array.from({ length: count }, (_, index) => first + index);
  }

  async #batchesFrom(first: number): Promise<Batch[]> {
    if (this.#ready?.first !== first) this.#prepare(first);
    return this.#ready!.batches;
  }

  #prepare(first: number): void {
    const batches = Promise.all(this.#stepsFrom(first).map((step) => this.#batchOf(step)));
    batches.catch(() => undefined); // Reported when they are asked for
    this.#ready = { first, batches };
  }

  /** Adds what is believed of the examples, as late as that is known. */
  #withPartial(batches: readonly Batch[], first: number): readonly Batch[] {
    const { partial } = this.#setup;
    if (partial === undefined) return batches;
    const { perEpoch } = this.#tools;
    return batches.map((batch, index) => ({ ...batch, ...partial.fill(this.#indicesOf(first + index), { epoch: Math.floor((first + index) / perEpoch) + 1, step: first + index }) }));
  }

  /** Keeps what steps report of their examples; returns the other figures. */
  #takePartial(given: Readonly<Record<string, Float32Array>>, steps: readonly number[]): Readonly<Record<string, Float32Array>> {
    const { partial } = this.#setup;
    if (partial === undefined) return given;
    partial.take(given, steps.map((step) => this.#indicesOf(step)));
    const reports: readonly string[] = Object.values(PARTIAL_REPORTS);
    return Object.fromEntries(Object.entries(given).filter(([name]) => !reports.includes(name)));
  }

  #rateOf(step: number): number {
    const { learningRate, schedule, epochs } = this.#setup.plan;
    return learningRate * schedule(step, epochs * this.#tools.perEpoch) * this.progress.plateau.factor;
  }

  async #batchOf(step: number): Promise<Batch> {
    const { layout, train, batches } = this.#setup;
    if (batches !== undefined) return batches.read(step);
    return fillBatch(layout, await Promise.all(this.#indicesOf(step).map((index) => train.read(index))));
  }

  /** Returns the examples of a step. */
  #indicesOf(step: number): number[] {
    const { batch, perEpoch } = this.#tools;
    const order = this.#orderOf(Math.floor(step / perEpoch));
    const at = (step % perEpoch) * batch;
    return Array.from({ length: batch }, (_, index) => order[(at + index) % order.length]!);
  }

  #orderOf(epoch: number): Uint32Array {
    const { plan, train } = this.#setup;
    if (this.#order?.epoch !== epoch) this.#order = { epoch, indices: shuffled(train.size, randomFor(plan.seed, 'order', epoch)) };
    return this.#order.indices;
  }

  #addUp(metrics: Readonly<Record<string, Float32Array>>, first: number): void {
    const broken = metrics.loss!.findIndex((value) => !Number.isFinite(value));
    if (broken >= 0) throw new TrainingError('DIVERGED', { run: this.#setup.plan.run, detail: `the loss is ${metrics.loss![broken]} at step ${first + broken + 1}` });
    const sums: Record<string, number> = { ...this.progress.sums };
    for (const [name, values] of Object.entries(metrics)) sums[name] = values.reduce((sum, value) => sum + value, sums[name] ?? 0);
    this.progress = { ...this.progress, sums };
  }

  /** Validates; returns the state of the trainer, which its parameters were taken from. */
  async *#endEpoch(rate: number): AsyncGenerator<TrainingEvent, TrainerState> {
    const { plan } = this.#setup;
    const { trainer, predictor, perEpoch } = this.#tools;
    const saved = await trainer.save();
    const { tensors } = saved;
    await predictor.load(tensors);
    const scores = scoreAll(await this.#validate());
    const training = Object.fromEntries(Object.entries(this.progress.sums).map(([name, sum]) => [name, sum / perEpoch]));
    const epoch = trainer.step / perEpoch;
    this.#setup.partial?.endEpoch(epoch);
    const record = { epoch, step: trainer.step, training, scores, rate };
    const score = this.#signed(scores[plan.metric]);
    const better = plan.keep === 'last' || this.progress.best === null || score > this.progress.best.score;
    if (better) this.#best = Object.fromEntries(Object.entries(tensors).filter(([name]) => name.startsWith('parameter:') || name.startsWith('running:')));
    const best = better ? { epoch, score } : this.progress.best;
    const waited = plan.patience !== null && epoch - best!.epoch >= plan.patience;
    const plateau = plan.plateau === undefined ? this.progress.plateau : afterScore(this.progress.plateau, score, plan.plateau);
    this.progress = { epochs: [...this.progress.epochs, record], sums: {}, plateau, best, finished: waited || epoch >= plan.epochs };
    yield { kind: 'epoch', record, best: better };
    return saved;
  }

  async #validate(): Promise<ScoreSummary> {
    const { classes, layout, val } = this.#setup;
    let summary: ScoreSummary = {};
    for await (const prediction of joinWindows(predictExamples(this.#tools.predictor, val, { layout, batch: this.#tools.batch }), layout.frames)) {
      this.#refuseBroken(prediction);
      summary = mergeSummaries([summary, summarise(toPredictions(prediction, classes))]);
    }
    return summary;
  }

  /** The last step of an epoch may have made numbers of the parameters that its loss, taken before, does not tell of. */
  #refuseBroken({ example, outputs }: Prediction): void {
    const broken = Object.values(outputs).flatMap((values) => values.find((value) => !Number.isFinite(value)) ?? []);
    if (broken.length > 0) throw new TrainingError('DIVERGED', { run: this.#setup.plan.run, detail: `the prediction for the clip "${example.clip}" is ${broken[0]!} after step ${this.#tools.trainer.step}` });
  }

  /** Higher is better; a score that is no number counts as the worst. */
  #signed(score: number | undefined): number {
    const { metric, run } = this.#setup.plan;
    if (score === undefined) throw new TrainingError('NO_EXAMPLES', { run, detail: `validation has nothing that ${metric} could be computed of` });
    if (Number.isNaN(score)) return -Number.MAX_VALUE;
    return METRICS[metric].higherIsBetter ? score : -score;
  }

  /** Resolves with all that is needed to go on from here; `saved` is the trainer's state where it is at hand. */
  async state(saved?: TrainerState): Promise<FoldState> {
    const partial = this.#setup.partial?.save();
    return { trainer: saved ?? (await this.#tools.trainer.save()), best: this.#best, progress: this.progress, ...(partial && { partial }) };
  }
}
