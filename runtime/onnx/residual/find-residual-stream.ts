import { OnnxFileError } from '../surgery/onnx-file-error.ts';
import type { OnnxDocument } from '../surgery/onnx-document.ts';
import { toDataFlow, type DataFlow } from './data-flow.ts';
import { findChain, type ChainedStep } from './find-chain.ts';
import { groupSteps, type StepGroup } from './group-steps.ts';
import { normalised, normalisedFrom } from './normalisation.ts';
import { proveBlocks } from './prove-blocks.ts';
import type { ResidualStream } from './residual-stream.ts';

/**
 * Returns the residual stream of the transformer in a document, by the structure of its graph: sums of a state and what was made of it, in a row, each of which
 * reaches the rest of the net only through the next. Fused sums are to be taken apart before, by `unfuseSums`.
 *
 * @param boundaries names of the states, where they are known: they are not looked for, only shown to be such
 * @throws OnnxFileError NO_STREAM, which says what was seen, when there is none that can be shown; BAD_BOUNDARY when a given state is no value of the graph
 */
export function findResidualStream(document: OnnxDocument, boundaries?: readonly string[]): ResidualStream {
  const flow = toDataFlow(document);
  if (boundaries !== undefined) return givenStream(document, flow, boundaries);
  const chain = findChain(flow);
  const groups = groupSteps(flow, chain);
  if (groups.length === 0) throw new OnnxFileError('NO_STREAM', { path: document.path, detail: describeLack(chain) });
  const norm = normOf(groups);
  const starts = groups.map(({ steps }) => steps[0]!.skip);
  const ends = [...starts, endOf(document, { flow, chain, groups })];
  const blocks = proveBlocks({ document, flow, boundaries: ends, names: groups.map(({ name }) => name) });
  return { norm, boundaries: ends, final: finalOf(flow, ends, norm), blocks };
}

function givenStream(document: OnnxDocument, flow: DataFlow, boundaries: readonly string[]): ResidualStream {
  const bad = (detail: string) => new OnnxFileError('BAD_BOUNDARY', { path: document.path, detail });
  if (boundaries.length < 2) throw bad(`${boundaries.length} states are named, and a block lies between two`);
  const unknown = boundaries.find((name) => !flow.isData(name));
  if (unknown !== undefined) throw bad(`it has no value "${unknown}" that depends on its inputs`);
  const blocks = proveBlocks({ document, flow, boundaries, names: boundaries.slice(1).map(() => undefined) });
  return { norm: 'given', boundaries, final: finalOf(flow, boundaries, 'given'), blocks };
}

/** What comes out of the last block: its sum, normalised where the blocks before it end so. */
function endOf(document: OnnxDocument, { flow, chain, groups }: { flow: DataFlow; chain: readonly ChainedStep[]; groups: readonly StepGroup[] }): string {
  const last = groups.at(-1)!.steps.at(-1)!;
  const next = chain[chain.findIndex(({ node }) => node === last.node) + 1];
  if (next !== undefined) return next.skip;
  const wanted = (groups.length > 1 ? groups.at(-1)!.steps[0]! : last).norm ?? [];
  if (wanted.length === 0) return last.sum;
  const end = normalised(flow, last.sum);
  const ops = end === undefined ? undefined : normalisedFrom(flow, end, new Set([last.sum]))?.ops;
  if (end !== undefined && ops?.join() === wanted.join()) return end;
  throw new OnnxFileError('NO_STREAM', { path: document.path, detail: `its blocks end in a normalisation, and none follows the last sum "${last.sum}"` });
}

function normOf(groups: readonly StepGroup[]): ResidualStream['norm'] {
  const starts = groups.length > 1 ? groups.slice(1).map(({ steps }) => steps[0]!) : groups[0]!.steps.slice(1);
  const links = starts.map(({ norm = [] }) => norm.length > 0);
  if (links.length > 0 && links.every((isNormalised) => isNormalised)) return 'post';
  return links.some((isNormalised) => isNormalised) ? 'mixed' : 'pre';
}

/** Behind the last normalisation of a net whose stream is not normalised. */
function finalOf(flow: DataFlow, boundaries: readonly string[], norm: ResidualStream['norm']): string {
  const last = boundaries.at(-1)!;
  return norm === 'post' ? last : (normalised(flow, last) ?? last);
}

function describeLack(chain: readonly ChainedStep[]): string {
  const begin = 'no residual stream of a transformer can be found in it: ';
  if (chain.length === 0) return `${begin}no value is added to what was made of it`;
  const attention = chain.filter(({ kind }) => kind === 'attention').length;
  return `${begin}the longest row of sums that follow each other has ${chain.length}, ${attention} of them with attention, and no block is among them`;
}
