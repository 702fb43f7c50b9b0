import { dropDead } from '../surgery/drop-dead.ts';
import { newNode } from '../surgery/new-parts.ts';
import type { OnnxDocument } from '../surgery/onnx-document.ts';
import { renameReads, renameValue } from '../surgery/rename-reads.ts';
import { readLayerMap, withLayerMap } from './layer-map.ts';
import type { ResidualStream } from './residual-stream.ts';

/**
 * Returns the document without some blocks: what read the state behind one reads the state before it. Names and shapes of inputs and outputs stay; an output
 * that stacks the states has the same state twice. The notes say which layers are left, in the numbers of the net before anything was removed from it.
 *
 * @throws RangeError when a block is not there, must stay, or none would be left
 */
export function removeBlocks(document: OnnxDocument, { boundaries, blocks }: ResidualStream, removed: readonly number[]): OnnxDocument {
  const gone = new Set(removed);
  const odd = removed.find((block) => blocks[block] === undefined || blocks[block].needed !== undefined);
  if (odd !== undefined) throw new RangeError(`block ${odd}: ${blocks[odd]?.needed ?? `there are ${blocks.length}`}. Choose others.`);
  if (gone.size === blocks.length) throw new RangeError(`blocks: all ${blocks.length} are to go. Leave at least one.`);
  const before: string[] = [boundaries[0]!];
  blocks.forEach((_, block) => before.push(gone.has(block) ? before[block]! : boundaries[block + 1]!));
  const names = new Map([...gone].map((block) => [boundaries[block + 1]!, before[block + 1]!] as const));
  const map = readLayerMap(document.metadata, blocks.length);
  const metadata = withLayerMap(document.metadata, { original: map.original, kept: map.kept.filter((_, block) => !gone.has(block)) });
  return dropDead(keepOutputs({ ...renameReads(document, names), metadata }, names));
}

/** An output that was the state behind a removed block is now the state before it, under its name. */
function keepOutputs(document: OnnxDocument, names: ReadonlyMap<string, string>): OnnxDocument {
  return document.outputs.reduce((edited, { name }) => {
    const source = names.get(name);
    if (source === undefined) return edited;
    const freed = renameValue(edited, name, `${name}.removed`);
    return { ...freed, nodes: [...freed.nodes, newNode({ op: 'Identity', inputs: [source], outputs: [name], name: `${name}/kept` })] };
  }, document);
}
