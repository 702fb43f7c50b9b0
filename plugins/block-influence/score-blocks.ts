import type { ResidualStream } from '../../runtime/onnx/residual/residual-stream.ts';
import { tapValues } from '../../runtime/onnx/residual/tap-states.ts';
import { dropDead } from '../../runtime/onnx/surgery/drop-dead.ts';
import type { OnnxDocument } from '../../runtime/onnx/surgery/onnx-document.ts';
import { openDocument } from '../../runtime/onnx/surgery/open-document.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { createBlockMeasure, type BlockMeasure, type BlockScore } from './block-measure.ts';
import type { CalibrationRuns, RunWatch } from './calibration-run.ts';
import { poolStates, toStates, type RunStates } from './pool-states.ts';

/** A net whose blocks are known. */
export interface BlockNet {
  /** Named in errors. */
  readonly name: string;
  readonly document: OnnxDocument;
  readonly stream: ResidualStream;
}

/** What a net does with the calibration runs. */
export interface ScoredBlocks {
  readonly scores: readonly BlockScore[];
  readonly runs: number;
  /** That counted. */
  readonly tokens: number;
  /** The mean last state of each item of the runs, in order. */
  readonly pooled: readonly Float64Array[];
}

/**
 * Runs a net and resolves with what its blocks do. Of a picture the class token and the patches are scored apart, and the mean of both counts: there is one of it to many of them.
 *
 * @throws RangeError when there are no runs, or no token counts; ModelError when the net does not take the feeds, or its states are no states; the signal's reason
 */
export async function scoreBlocks({ name, document, stream }: BlockNet, runs: CalibrationRuns, { runtime, signal, onRun }: RunWatch & { readonly runtime: Runtime }): Promise<ScoredBlocks> {
  const tapped = tapValues({ ...document, outputs: [] }, [...stream.boundaries, stream.final]);
  await using session = await openDocument(dropDead(tapped.document), { runtime, name, ...(signal && { signal }) });
  const measures = [createBlockMeasure(stream.blocks.length), createBlockMeasure(stream.blocks.length)] as const;
  const pooled: Float64Array[] = [];
  let count = 0;
  for await (const run of runs()) {
    signal?.throwIfAborted();
    const isPicture = Object.values(run.feeds).some(({ dims }) => dims.length === 4);
    const outputs = await session.run(run.feeds);
    const states = tapped.names.map((each) => toStates(outputs[each], name));
    addRun(measures, states.slice(0, -1), { mask: run.mask, isPicture });
    pooled.push(...poolStates(states.at(-1)!, run.mask));
    count += 1;
    onRun?.();
  }
  if (count === 0) throw new RangeError(`${name}: there is nothing to run it on. Give clips with something in them.`);
  return { scores: meanScores(measures), runs: count, tokens: measures[0].tokens + measures[1].tokens, pooled };
}

/** Runs a net only for its mean last states. Throws as `scoreBlocks`. */
export async function poolRuns({ name, document, stream }: BlockNet, runs: CalibrationRuns, { runtime, signal, onRun }: RunWatch & { readonly runtime: Runtime }): Promise<Float64Array[]> {
  const tapped = tapValues({ ...document, outputs: [] }, [stream.final]);
  await using session = await openDocument(dropDead(tapped.document), { runtime, name, ...(signal && { signal }) });
  const pooled: Float64Array[] = [];
  for await (const { feeds, mask } of runs()) {
    signal?.throwIfAborted();
    const outputs = await session.run(feeds);
    pooled.push(...poolStates(toStates(outputs[tapped.names[0]!], name), mask));
    onRun?.();
  }
  return pooled;
}

function addRun([main, classes]: readonly [BlockMeasure, BlockMeasure], states: readonly RunStates[], { mask, isPicture }: { readonly mask: ArrayLike<number> | undefined; readonly isPicture: boolean }): void {
  const { data, dimensions, items } = states[0]!;
  const rows = data.length / dimensions;
  const tokens = rows / items;
  const values = states.map((state) => state.data);
  if (!isPicture || !Number.isInteger(Math.sqrt(tokens - 1)) || tokens < 3) {
    main.add(values, { dimensions, ...(mask !== undefined && { mask }) });
    return;
  }
  const isClass = Uint8Array.from({ length: rows }, (_, row) => (row % tokens === 0 ? 1 : 0));
  classes.add(values, { dimensions, mask: isClass });
  main.add(values, { dimensions, mask: isClass.map((flag) => 1 - flag) });
}

/** The mean of the measures that have seen something. */
function meanScores(measures: readonly BlockMeasure[]): BlockScore[] {
  const seen = measures.filter(({ tokens }) => tokens > 0);
  const scores = (seen.length === 0 ? measures.slice(0, 1) : seen).map((measure) => measure.scores());
  const mean = (block: number, key: keyof BlockScore) => scores.reduce((sum, each) => sum + each[block]![key], 0) / scores.length;
  return scores[0]!.map((_, block) => ({ influence: mean(block, 'influence'), angular: mean(block, 'angular'), magnitude: mean(block, 'magnitude') }));
}
