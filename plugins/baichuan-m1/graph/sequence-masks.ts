import type { GraphBuilder, Value } from '../../../runtime/onnx/build/graph-builder.ts';

/** What of a call the layers share. */
export interface SequenceMasks {
  /** All tokens seen, int64 `[past + tokens]`. */
  readonly segments: Value;
  /** Float32 `[tokens, 1, 1]`: 1 where the token before is of the same text, else 0. */
  readonly continues: Value;
  /** Returns what is added to the scores of a layer, `[tokens, kept + tokens]`: 0 where a token sees another, else −∞. `past` is a tensor of its cache, `[kvHeads, kept, headDim]`. */
  readonly seen: (past: Value, window: number | undefined) => Value;
}

const FLOAT32 = 1;
/** No text has this number. */
const NO_SEGMENT = -1;

/** Adds who sees whom: a token sees those before it that are of the same text, and with a window the last `window` of them, itself included. */
export function sequenceMasks(graph: GraphBuilder, segments: Value, pastSegments: Value): SequenceMasks {
  const all = graph.add('Concat', [pastSegments, segments], { axis: 0 });
  const tokens = graph.add('Shape', [segments]);
  const before = graph.add('Slice', [graph.add('Concat', [graph.ints([NO_SEGMENT]), all], { axis: 0 }), graph.add('Sub', [graph.add('Neg', [tokens]), graph.ints([1])]), graph.ints([-1]), graph.ints([0])]);
  const continues = graph.add('Unsqueeze', [graph.add('Cast', [graph.add('Equal', [segments, before])], { to: FLOAT32 }), graph.ints([1, 2])]);
  const made = new Map<number | undefined, Value>();
  return {
    segments: all,
    continues,
    seen(past, window) {
      if (!made.has(window)) made.set(window, seenWithin(graph.within(`mask-${window ?? 'all'}`), { past, window, all, segments, tokens }));
      return made.get(window)!;
    },
  };
}

interface Query {
  readonly past: Value;
  readonly window: number | undefined;
  readonly all: Value;
  readonly segments: Value;
  readonly tokens: Value;
}

/** Layers with the same window keep the same tokens, so that the cache of the first one tells how many. */
function seenWithin(graph: GraphBuilder, { past, window, all, segments, tokens }: Query): Value {
  const keys = graph.add('Add', [graph.add('Shape', [past], { start: 1, end: 2 }), tokens]);
  const scalar = (value: Value) => graph.add('Squeeze', [value, graph.ints([0])]);
  const keyPlaces = graph.add('Range', [graph.int(0), scalar(keys), graph.int(1)]);
  const queryPlaces = graph.add('Range', [scalar(graph.add('Sub', [keys, tokens])), scalar(keys), graph.int(1)]);
  const keySegments = graph.add('Slice', [all, graph.add('Neg', [keys]), graph.ints([2 ** 31]), graph.ints([0])]);
  const across = (rows: Value) => graph.add('Unsqueeze', [rows, graph.ints([1])]);
  const distance = graph.add('Sub', [across(queryPlaces), keyPlaces]);
  const rules = [graph.add('Equal', [across(segments), keySegments]), graph.add('GreaterOrEqual', [distance, graph.int(0)]), ...(window === undefined ? [] : [graph.add('Less', [distance, graph.int(window)])])];
  return graph.add('Where', [rules.reduce((both, rule) => graph.add('And', [both, rule])), graph.float(0), graph.float(-Infinity)]);
}
