import { readLayerMap } from '../../runtime/onnx/residual/layer-map.ts';
import { removeBlocks } from '../../runtime/onnx/residual/remove-blocks.ts';
import type { OnnxDocument } from '../../runtime/onnx/surgery/onnx-document.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { CalibrationRuns, RunWatch } from './calibration-run.ts';
import { orderBlocks, type Method } from './order-blocks.ts';
import { likenessOf } from './pool-states.ts';
import { PruneError } from './prune-error.ts';
import type { PruneReport, Trial } from './prune-report.ts';
import { poolRuns, scoreBlocks, type BlockNet, type ScoredBlocks } from './score-blocks.ts';

/** How a model is pruned. */
export interface PrunePlan extends RunWatch {
  readonly runtime: Runtime;
  readonly runs: CalibrationRuns;
  readonly method: Method;
  /** How many layers go. */
  readonly layers?: number | undefined;
  /**
   * Least mean cosine of the clips' features to those of the whole net. With `layers` a net that is less alike is refused; without, layers go one by one as long as it
   * is kept. Without both nothing goes.
   */
  readonly keepQuality?: number | undefined;
  /** Told before each pass over the runs, a clause: "measuring the blocks". */
  readonly onPass?: ((pass: string) => void) | undefined;
}

/** A pruned net; the same one where nothing was removed. */
export interface Pruned {
  readonly document: OnnxDocument;
  readonly report: PruneReport;
}

/**
 * Scores the blocks of a net on calibration runs, removes those that do least, and compares what is left with the whole.
 *
 * @throws PruneError TOO_MANY when there are not so many layers that can go, TOO_FAR when what is left is less alike than wanted; as `scoreBlocks`
 */
export async function pruneModel(net: BlockNet, plan: PrunePlan): Promise<Pruned> {
  const { layers, keepQuality, method } = plan;
  const free = net.stream.blocks.filter(({ needed }) => needed === undefined).length;
  const most = Math.min(free, net.stream.blocks.length - 1);
  if (layers !== undefined && layers > most) throw new PruneError('TOO_MANY', { path: net.name, detail: `${layers} layers are to go, and of its ${net.stream.blocks.length} no more than ${most} can${whyNot(net)}` });
  plan.onPass?.('measuring its blocks');
  const scored = await scoreBlocks(net, plan.runs, plan);
  const order = orderBlocks(scored.scores, method).filter((block) => net.stream.blocks[block]!.needed === undefined);
  const trials = await tryRemovals(net, scored, { ...plan, order, most });
  const chosen = layers === undefined ? trials.findLast(({ likeness }) => likeness.mean >= keepQuality!) : trials.at(-1);
  if (layers !== undefined && keepQuality !== undefined && chosen !== undefined && chosen.likeness.mean < keepQuality) {
    throw new PruneError('TOO_FAR', { path: net.name, detail: `without the layers ${chosen.removed.join(', ')} its features have a cosine of ${chosen.likeness.mean.toFixed(4)} to those of the whole, less than the ${keepQuality} wanted` });
  }
  const document = chosen === undefined ? net.document : removeBlocks(net.document, net.stream, chosen.removed);
  return { document, report: toReport(net, { scored, order, trials, chosen, method }) };
}

function whyNot({ stream: { blocks } }: BlockNet): string {
  const needed = blocks.flatMap((block, layer) => (block.needed === undefined ? [] : [`layer ${layer} must stay, for ${block.needed}`]));
  return needed.length === 0 ? '' : `: ${needed.slice(0, 3).join('; ')}${needed.length > 3 ? `; and ${needed.length - 3} more` : ''}`;
}

/** Given how many, that many at once; given how alike, one more each time until it is no longer. */
async function tryRemovals(net: BlockNet, { pooled }: ScoredBlocks, plan: PrunePlan & { readonly order: readonly number[]; readonly most: number }): Promise<Trial[]> {
  const { layers, keepQuality, order, most } = plan;
  const counts = layers !== undefined ? [layers] : keepQuality === undefined ? [] : Array.from({ length: most }, (_, count) => count + 1);
  const trials: Trial[] = [];
  for (const count of counts) {
    const removed = order.slice(0, count).sort((a, b) => a - b);
    plan.onPass?.(`without ${count === 1 ? 'layer' : 'layers'} ${removed.join(', ')}`);
    const document = removeBlocks(net.document, net.stream, removed);
    const likeness = likenessOf(pooled, await poolRuns({ name: net.name, document, stream: withLast(net, removed) }, plan.runs, plan));
    trials.push({ removed, likeness });
    if (keepQuality !== undefined && likeness.mean < keepQuality) break;
  }
  return trials;
}

/** The stream of a net without some blocks, as far as its last state is concerned: it may now be that before a removed block. */
function withLast({ stream }: BlockNet, removed: readonly number[]): BlockNet['stream'] {
  const { boundaries, final } = stream;
  return final === boundaries.at(-1) ? { ...stream, final: boundaries.findLast((_, state) => state === 0 || !removed.includes(state - 1))! } : stream;
}

interface Outcome {
  readonly scored: ScoredBlocks;
  readonly order: readonly number[];
  readonly trials: readonly Trial[];
  readonly chosen: Trial | undefined;
  readonly method: Method;
}

function toReport({ name, document, stream }: BlockNet, { scored, order, trials, chosen, method }: Outcome): PruneReport {
  const removed = chosen?.removed ?? [];
  const map = readLayerMap(document.metadata, stream.blocks.length);
  const blocks = stream.blocks.map((block, layer) => ({ layer, ...block, ...scored.scores[layer]! }));
  const sum = (kept: typeof blocks) => kept.reduce((total, { parameters }) => total + parameters, 0);
  return {
    model: name,
    norm: stream.norm,
    boundaries: stream.boundaries,
    runs: scored.runs,
    tokens: scored.tokens,
    method,
    blocks,
    order,
    trials,
    removed,
    layers: { original: map.original, kept: map.kept.filter((_, layer) => !removed.includes(layer)) },
    ...(chosen !== undefined && { likeness: chosen.likeness }),
    parameters: { before: sum(blocks), after: sum(blocks.filter(({ layer }) => !removed.includes(layer))) },
  };
}
