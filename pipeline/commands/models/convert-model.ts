import { compareOutputs, type Comparison } from '../../../runtime/onnx/convert/compare-outputs.ts';
import { toHalf } from '../../../runtime/onnx/convert/to-half.ts';
import { toInt8 } from '../../../runtime/onnx/convert/to-int8.ts';
import type { OnnxDocument } from '../../../runtime/onnx/surgery/onnx-document.ts';
import { openDocument } from '../../../runtime/onnx/surgery/open-document.ts';
import { readDocument } from '../../../runtime/onnx/surgery/read-document.ts';
import { writeDocument } from '../../../runtime/onnx/surgery/write-document.ts';
import { openRuntime } from '../../../runtime/open-runtime.ts';
import { OutputError } from '../../export/output-error.ts';
import { findTools } from '../../media/find-tools.ts';
import { MEDIA_TOOLS } from '../../media/media-tools.ts';
import { findModelFile, type NamedModel } from '../../pruning/find-model-file.ts';
import { openRuns } from '../../pruning/open-runs.ts';
import type { ModelsContext } from './models-context.ts';
import type { STORED } from '../options/stored.ts';
import { toSize } from '../show/to-size.ts';

/** Options of `affekt models convert`. */
export interface ConvertOptions {
  readonly to: keyof typeof STORED;
  readonly out: string;
  readonly clips: readonly string[];
  readonly inputs?: string;
  readonly as?: string;
  readonly limit: number;
}

const CONVERTERS = { fp16: toHalf, int8: toInt8 } as const satisfies Readonly<Record<keyof typeof STORED, unknown>>;

/** Writes a model with its weights stored otherwise, and the path of it; with clips or inputs, tells how its outputs and its time compare. */
export async function convertModel(named: string, options: ConvertOptions, context: ModelsContext): Promise<void> {
  const { store, stdout, stderr, stop } = context;
  const { out, to } = options;
  const model = await findModelFile(named, await store({ mirrors: [], offline: true }), options.as);
  const document = await readDocument(model.path);
  const { document: converted, changed, left } = await CONVERTERS[to](document, stop);
  const { bytes } = await writeDocument(converted, out, stop).catch((error: unknown) => {
    throw stop?.aborted === true ? error : OutputError.from(error, out);
  });
  stderr.write(`${out}: ${toSize(bytes)}, ${changed} weights in ${to}, ${left} others of float32 as they were\n`);
  if (options.clips.length > 0 || options.inputs !== undefined) stderr.write(describe(await compare(model, { document, converted }, options, context)));
  stdout.write(`${out}\n`);
}

async function compare(model: NamedModel, { document, converted }: { readonly document: OnnxDocument; readonly converted: OnnxDocument }, { clips, inputs, limit }: ConvertOptions, { environment, stop = new AbortController().signal }: ModelsContext): Promise<Comparison> {
  await using runtime = await openRuntime({ device: 'cpu', workers: 1 });
  const runs = await openRuns({ ...model, ports: await portsOf() }, { clips, inputs, limit, signal: stop, tools: () => findTools({ ffmpeg: environment?.ffmpeg ?? MEDIA_TOOLS.ffmpeg, ffprobe: environment?.ffprobe ?? MEDIA_TOOLS.ffprobe }) });
  const feeds = async function* () {
    for await (const run of runs()) yield run.feeds;
  };
  return await compareOutputs(document, converted, { runtime, feeds, signal: stop });

  async function portsOf() {
    await using session = await openDocument(document, { runtime, name: model.name });
    return session.inputs;
  }
}

function describe({ cosines, runs, before, after }: Comparison): string {
  const each = Object.entries(cosines).map(([name, cosine]) => `${name} ${cosine.toFixed(5)}`);
  const times = runs > 1 ? `; ${(after / before).toFixed(2)} of the time` : '';
  return `over ${runs} ${runs === 1 ? 'run' : 'runs'}: cosine of ${each.join(', ')}${times}\n`;
}
