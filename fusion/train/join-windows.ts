import type { Prediction } from './predict-examples.ts';
import type { ExampleTargets } from './example.ts';

/**
 * Yields one prediction for each clip: windows of a clip, which come one after another, are joined, and where they overlap averaged.
 *
 * @param frames rows that outputs are padded to, as the layout says; null where there is one prediction a window: their mean is the clip's
 */
export async function* joinWindows(predictions: AsyncIterable<Prediction>, frames: number | null): AsyncGenerator<Prediction> {
  let windows: Prediction[] = [];
  for await (const prediction of predictions) {
    if (windows.length > 0 && windows[0]!.example.clip !== prediction.example.clip) {
      yield join(windows, frames ?? 1);
      windows = [];
    }
    windows.push(prediction);
  }
  if (windows.length > 0) yield join(windows, frames ?? 1);
}

function join(windows: readonly Prediction[], padded: number): Prediction {
  const first = windows[0]!; // There is one: that is how a clip begins
  const spans = windows.map(({ example }) => ({ start: example.start ?? 0, rows: rowsOf(example.targets) }));
  const length = Math.max(...spans.map(({ start, rows }) => start + rows));
  const outputs = Object.keys(first.outputs).map((name) => [name, average(windows.map((window) => window.outputs[name]!), spans, { length, padded })] as const);
  return { example: { ...first.example, start: 0, targets: joinTargets(windows, spans, length) }, outputs: Object.fromEntries(outputs) };
}

interface Span {
  readonly start: number;
  readonly rows: number;
}

function rowsOf({ expression, valence, arousal }: ExampleTargets): number {
  return (expression ?? valence ?? arousal)?.length ?? 1;
}

function average(parts: readonly Float32Array[], spans: readonly Span[], { length, padded }: { readonly length: number; readonly padded: number }): Float32Array {
  const columns = parts[0]!.length / padded;
  const sum = new Float64Array(length * columns);
  const counts = new Float64Array(length);
  parts.forEach((values, index) => {
    const { start, rows } = spans[index]!;
    for (let at = 0; at < rows * columns; at++) sum[start * columns + at]! += values[at]!;
    for (let row = 0; row < rows; row++) counts[start + row]! += 1;
  });
  return Float32Array.from(sum, (value, at) => value / Math.max(1, counts[Math.floor(at / columns)]!));
}

function joinTargets(windows: readonly Prediction[], spans: readonly Span[], length: number): ExampleTargets {
  const { expression, valence, arousal } = windows[0]!.example.targets;
  const fill = <Values extends Int32Array | Float32Array>(target: Values, read: (targets: ExampleTargets) => Values | undefined): Values => {
    windows.forEach(({ example }, index) => target.set(read(example.targets)!, spans[index]!.start));
    return target;
  };
  return {
    ...(expression && { expression: fill(new Int32Array(length).fill(-1), (targets) => targets.expression) }),
    ...(valence && { valence: fill(new Float32Array(length).fill(NaN), (targets) => targets.valence) }),
    ...(arousal && { arousal: fill(new Float32Array(length).fill(NaN), (targets) => targets.arousal) }),
  };
}
