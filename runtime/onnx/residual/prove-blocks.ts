import { OnnxFileError } from '../surgery/onnx-file-error.ts';
import type { OnnxDocument } from '../surgery/onnx-document.ts';
import { nodesBetween } from './between.ts';
import type { DataFlow } from './data-flow.ts';
import { depthOf, layerName } from './layer-name.ts';
import type { ResidualBlock } from './residual-stream.ts';

/** What the proof is about. */
export interface Claim {
  readonly document: OnnxDocument;
  readonly flow: DataFlow;
  readonly boundaries: readonly string[];
  /** Of blocks, where the file names them. */
  readonly names: readonly (string | undefined)[];
}

/**
 * Returns the blocks between the boundaries, after it has been shown that each state reaches later blocks only through the next state. A block whose
 * inside is read elsewhere is `needed`.
 *
 * @throws OnnxFileError NO_STREAM when a state does not depend on the one before, or is read past the next one
 */
export function proveBlocks(claim: Claim): ResidualBlock[] {
  const { document, flow, boundaries, names } = claim;
  const fail = (detail: string) => new OnnxFileError('NO_STREAM', { path: document.path, detail });
  const regions = boundaries.slice(1).map((to, block) => {
    const region = nodesBetween(flow, boundaries[block]!, to);
    if (region.length === 0) throw fail(`its state "${to}" does not depend on "${boundaries[block]!}"`);
    return new Set(region);
  });
  const blockOf = new Map(regions.flatMap((region, block) => [...region].map((node) => [node, block] as const)));
  regions.forEach((region, block) => {
    const [from, to] = [boundaries[block]!, boundaries[block + 1]!];
    const past = readersBeyond(flow, from, region, { dataOnly: true }).find(({ node }) => (blockOf.get(node) ?? block) > block);
    if (past !== undefined) throw fail(`its state "${from}" is read past "${to}", by ${describe(flow, past.node)}: it is no residual stream`);
  });
  return regions.map((region, block) => {
    const needed = neededFor({ ...claim, regions, blockOf }, block);
    return { name: names[block] ?? String(block), parameters: countParameters(flow, region), ...(needed !== undefined && { needed }) };
  });
}

interface Proof extends Claim {
  readonly regions: readonly ReadonlySet<number>[];
  readonly blockOf: ReadonlyMap<number, number>;
}

/** Why a block must stay, or nothing. */
function neededFor({ flow, document, boundaries, regions, blockOf, names }: Proof, block: number): string | undefined {
  const region = regions[block]!;
  const outputs = new Set(document.outputs.map(({ name }) => name));
  const inside = [...region].flatMap((node) => flow.nodes[node]!.outputs).filter((name) => name !== '' && name !== boundaries[block + 1]);
  for (const value of inside) {
    if (outputs.has(value)) return `"${value}", which it makes, is an output`;
    const [reader] = readersBeyond(flow, value, region).filter(({ node, path }) => blockOf.has(node) || path.some((each) => outputs.has(each)));
    if (reader !== undefined) return `"${value}", which it makes, is read by ${describe(flow, reader.node)}`;
  }
  return ownsShared({ flow, blockOf, names }, block);
}

/** A weight that is named after this block, and is worked up outside the stream into what other blocks read: WavLM's bias by relative position. */
function ownsShared({ flow, blockOf, names }: Pick<Proof, 'flow' | 'blockOf' | 'names'>, block: number): string | undefined {
  const own = names[block];
  if (own === undefined) return undefined;
  const depth = depthOf(own);
  for (const [node, { op, inputs, outputs }] of flow.nodes.entries()) {
    const isOwn = !blockOf.has(node) && op !== 'Identity' && inputs.some((name) => isWeight(flow, name)); // By an Identity exporters share equal weights
    if (!isOwn || layerName(flow, [node], depth) !== own) continue;
    const reader = outputs.flatMap((name) => readersBeyond(flow, name, new Set(), { until: blockOf })).find((each) => (blockOf.get(each.node) ?? block) !== block);
    if (reader !== undefined) return `"${outputs[0]!}", which belongs to it, is read by ${describe(flow, reader.node)}`;
  }
  return undefined;
}

function isWeight(flow: DataFlow, name: string): boolean {
  const constant = flow.constants.get(name);
  return constant !== undefined && [1, 10, 16].includes(constant.type) && constant.dims.length >= 2;
}

interface Reader {
  readonly node: number;
  /** What it makes. */
  readonly path: readonly string[];
}

/** Nodes outside `region` that depend on a value other than through `region`; nodes that belong to no block are gone through. `dataOnly` leaves out who asks its shape; what depends on nodes of `until` is not looked at. */
function readersBeyond(flow: DataFlow, value: string, region: ReadonlySet<number>, { dataOnly = false, until }: { readonly dataOnly?: boolean; readonly until?: ReadonlyMap<number, number> } = {}): Reader[] {
  const found = new Map<number, Reader>();
  const ahead = [value];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    for (const node of flow.readers(name)) {
      if (region.has(node) || found.has(node) || (dataOnly && !flow.dataReads(node).includes(name))) continue;
      const { outputs } = flow.nodes[node]!;
      found.set(node, { node, path: outputs });
      if (until?.has(node) !== true) ahead.push(...outputs);
    }
  }
  return [...found.values()].sort((a, b) => a.node - b.node);
}

function countParameters(flow: DataFlow, region: ReadonlySet<number>): number {
  const read = new Set([...region].flatMap((node) => flow.nodes[node]!.inputs));
  const own = [...read].filter((name) => flow.readers(name).every((reader) => region.has(reader)));
  return own.reduce((sum, name) => sum + (flow.constants.get(name)?.dims ?? [0]).reduce((product, dim) => product * dim, 1), 0);
}

function describe(flow: DataFlow, node: number): string {
  const { name, op, outputs } = flow.nodes[node]!;
  return `"${name === '' ? outputs[0]! : name}" (${op})`;
}
