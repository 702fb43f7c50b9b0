import type { OnnxDocument } from '../../runtime/onnx/surgery/onnx-document.ts';
import { openDocument } from '../../runtime/onnx/surgery/open-document.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { CalibrationRun, CalibrationRuns } from './calibration-run.ts';

/** Times that each net is run on the same input. */
const ROUNDS = 11;

/**
 * Resolves with the least time in seconds that each document takes for the first of the runs: whatever else the machine does only adds to it. They take turns.
 *
 * @throws as `Runtime.open` and `Session.run`; the signal's reason
 */
export async function timeRuns(documents: readonly OnnxDocument[], runs: CalibrationRuns, { runtime, signal }: { readonly runtime: Runtime; readonly signal?: AbortSignal | undefined }): Promise<number[]> {
  await using opened = new AsyncDisposableStack();
  const sessions = [];
  for (const document of documents) sessions.push(opened.use(await openDocument(document, { runtime, name: document.path, ...(signal && { signal }) })));
  const times: number[][] = documents.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [at, session] of sessions.entries()) {
      signal?.throwIfAborted();
      const { feeds } = await firstOf(runs);
      const start = performance.now();
      await session.run(feeds);
      if (round > 0) times[at]!.push((performance.now() - start) / 1000); // The first warms up
    }
  }
  return times.map((each) => Math.min(...each));
}

async function firstOf(runs: CalibrationRuns): Promise<CalibrationRun> {
  for await (const run of runs()) return run;
  throw new RangeError('runs: there is none');
}
