import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Runtime, Session } from '../../runtime.ts';
import type { OnnxDocument } from './onnx-document.ts';
import { encodeDocument, writeDocument } from './write-document.ts';

/**
 * Loads an edited document as `Runtime.open` does. One with weights in a data file is written to a temporary folder, which is gone once the session is closed.
 *
 * @throws as `Runtime.open` and `writeDocument`
 */
export async function openDocument(document: OnnxDocument, { runtime, name, signal }: { readonly runtime: Runtime; readonly name: string; readonly signal?: AbortSignal }): Promise<Session> {
  if (document.tensors.every(({ external }) => external === undefined)) return runtime.open(encodeDocument(document), { name });
  const folder = await mkdtemp(join(tmpdir(), 'affekt-model-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const { path } = await writeDocument(document, join(folder, 'model.onnx'), signal);
    return closingWith(await runtime.open(path, { name }), remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The session, after whose end `after` is called. */
function closingWith(session: Session, after: () => Promise<void>): Session {
  return {
    name: session.name,
    device: session.device,
    inputs: session.inputs,
    outputs: session.outputs,
    floats: (length) => session.floats(length),
    run: (feeds) => session.run(feeds),
    async [Symbol.asyncDispose]() {
      await session[Symbol.asyncDispose]();
      await after();
    },
  };
}
