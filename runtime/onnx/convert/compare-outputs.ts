import type { Runtime } from '../../runtime.ts';
import type { Tensor } from '../../tensor.ts';
import type { OnnxDocument } from '../surgery/onnx-document.ts';
import { openDocument } from '../surgery/open-document.ts';

type Feeds = Readonly<Record<string, Tensor>>;

/** How a changed model compares with the one before. */
export interface Comparison {
  /** Cosine of each output of float32 over all runs, as one long vector. */
  readonly cosines: Readonly<Record<string, number>>;
  readonly runs: number;
  /** Seconds of all runs. */
  readonly before: number;
  readonly after: number;
}

/**
 * Runs two models in turns on the same inputs. The first run warms up, and is not timed.
 *
 * @param feeds yields inputs, with new arrays at each call
 * @throws as `Runtime.open` and `Session.run`; RangeError when there are no inputs; the signal's reason
 */
export async function compareOutputs(before: OnnxDocument, after: OnnxDocument, { runtime, feeds, signal }: { readonly runtime: Runtime; readonly feeds: () => AsyncIterable<Feeds>; readonly signal?: AbortSignal }): Promise<Comparison> {
  const open = (document: OnnxDocument) => openDocument(document, { runtime, name: document.path, ...(signal && { signal }) });
  await using first = await open(before);
  await using second = await open(after);
  const sums = new Map<string, Products>();
  const seconds = { before: 0, after: 0 };
  let runs = 0;
  const others = feeds()[Symbol.asyncIterator]();
  for await (const inputs of feeds()) {
    signal?.throwIfAborted();
    const again = (await others.next()).value as Feeds;
    const [a, slow] = await timed(() => first.run(inputs));
    const [b, fast] = await timed(() => second.run(again));
    Object.entries(a).forEach(([name, tensor]) => addProducts(sums, name, [tensor, b[name]]));
    if (runs++ === 0) continue;
    seconds.before += slow;
    seconds.after += fast;
  }
  if (runs === 0) throw new RangeError('feeds: there are none');
  return { cosines: Object.fromEntries([...sums].map(([name, { ab, aa, bb }]) => [name, aa === bb && aa === 0 ? 1 : ab / Math.sqrt(aa * bb)])), runs, ...seconds };
}

interface Products {
  ab: number;
  aa: number;
  bb: number;
}

function addProducts(sums: Map<string, Products>, name: string, [a, b]: readonly [Tensor, Tensor | undefined]): void {
  if (a.type !== 'float32' || b?.type !== 'float32') return;
  const sum = sums.get(name) ?? { ab: 0, aa: 0, bb: 0 };
  sums.set(name, sum);
  a.data.forEach((value, i) => {
    sum.ab += value * b.data[i]!;
    sum.aa += value * value;
    sum.bb += b.data[i]! * b.data[i]!;
  });
}

async function timed<Value>(run: () => Promise<Value>): Promise<[Value, number]> {
  const start = performance.now();
  const value = await run();
  return [value, (performance.now() - start) / 1000];
}
