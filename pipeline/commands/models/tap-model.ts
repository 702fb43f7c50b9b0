import { findResidualStream } from '../../../runtime/onnx/residual/find-residual-stream.ts';
import { tapStates, type WantedStates } from '../../../runtime/onnx/residual/tap-states.ts';
import { unfuseSums } from '../../../runtime/onnx/residual/unfuse-sums.ts';
import { readDocument } from '../../../runtime/onnx/surgery/read-document.ts';
import { writeDocument } from '../../../runtime/onnx/surgery/write-document.ts';
import { OutputError } from '../../export/output-error.ts';
import { findModelFile } from '../../pruning/find-model-file.ts';
import type { ModelsContext } from './models-context.ts';
import { toSize } from '../show/to-size.ts';

/** Options of `affekt models tap`. */
export interface TapOptions {
  readonly out: string;
  readonly layers: WantedStates;
  readonly boundaries?: readonly string[];
}

/** Writes a model that gives the states between its blocks, and the path of it. */
export async function tapModel(named: string, { out, layers, boundaries }: TapOptions, { store, stdout, stderr, stop }: ModelsContext): Promise<void> {
  const { path } = await findModelFile(named, await store({ mirrors: [], offline: true }));
  const document = unfuseSums(await readDocument(path));
  const stream = findResidualStream(document, boundaries);
  const tapped = tapStates(document, stream, layers);
  const { bytes } = await writeDocument(tapped.document, out, stop).catch((error: unknown) => {
    throw stop?.aborted === true ? error : OutputError.from(error, out);
  });
  stderr.write(`${stream.blocks.length} blocks, ${stream.norm}-norm; hidden_states holds the states ${tapped.states.join(', ')}, 0 being what goes into the first layer; last_hidden_state the last\n`.replace('given-norm', 'as named'));
  stderr.write(`${out}: ${toSize(bytes)}\n`);
  stdout.write(`${out}\n`);
}
