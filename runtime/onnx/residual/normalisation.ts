import { nodesBetween } from './between.ts';
import type { DataFlow } from './data-flow.ts';

/** Operators that are a whole normalisation. */
const WHOLE = ['LayerNormalization', 'SimplifiedLayerNormalization', 'RMSNormalization'];
/** What one is made of where it is written out, besides what only passes values on. */
const PARTS = ['ReduceMean', 'Sub', 'Pow', 'Mul', 'Add', 'Sqrt', 'Div', 'Reciprocal', ...WHOLE];
const PASSING = ['Identity', 'Cast', 'Dropout'];

/** Where a value comes from, through no more than a normalisation. */
export interface NormalisedFrom {
  readonly source: string;
  /** Operators on the way that normalise, sorted; empty when the value is the source as it is. */
  readonly ops: readonly string[];
}

/**
 * Returns where `value` comes from: goes back through what can be part of a normalisation until it meets one of `sources`. Nothing when it meets
 * anything else, or more than one of them.
 */
export function normalisedFrom(flow: DataFlow, value: string, sources: ReadonlySet<string>): NormalisedFrom | undefined {
  const met = new Set<string>();
  const seen = new Set<number>();
  const ahead = [value];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (!flow.isData(name)) continue;
    if (sources.has(name)) {
      met.add(name);
      continue;
    }
    const node = flow.maker(name);
    if (node < 0 || ![...PARTS, ...PASSING].includes(flow.nodes[node]!.op)) return undefined;
    if (!seen.has(node)) ahead.push(...flow.dataReads(node));
    seen.add(node);
  }
  const [source] = met;
  if (met.size !== 1) return undefined;
  const ops = [...seen].map((node) => flow.nodes[node]!.op).filter((op) => !PASSING.includes(op)).sort();
  return ops.length === 0 || isNormalisation(ops) ? { source: source!, ops } : undefined;
}

function isNormalisation(ops: readonly string[]): boolean {
  return ops.some((op) => WHOLE.includes(op)) || (ops.includes('ReduceMean') && ops.includes('Sqrt'));
}

/** Returns the value behind the first normalisation that reads `value`, its scale and shift included; nothing when none does. */
export function normalised(flow: DataFlow, value: string): string | undefined {
  const seen = new Set([value]);
  const ahead = flow.readers(value).toSorted((a, b) => a - b);
  for (let node = ahead.shift(); node !== undefined; node = ahead.shift()) {
    const { op, outputs } = flow.nodes[node]!;
    const [output] = outputs;
    if (output === undefined || seen.has(output) || ![...PARTS, ...PASSING].includes(op)) continue;
    seen.add(output);
    if (WHOLE.includes(op)) return output;
    const ops = nodesBetween(flow, value, output).map((each) => flow.nodes[each]!.op);
    if (isNormalisation(ops) && isQuotient(flow, node) && normalisedFrom(flow, output, new Set([value])) !== undefined) return withScale(flow, output);
    ahead.push(...flow.readers(output));
    ahead.sort((a, b) => a - b);
  }
  return undefined;
}

/** Whether a node divides, or multiplies, two things that depend on the value. */
function isQuotient(flow: DataFlow, node: number): boolean {
  const { op, inputs } = flow.nodes[node]!;
  return ['Div', 'Mul'].includes(op) && inputs.every((name) => flow.isData(name));
}

/** Goes on through factors and terms that are vectors of weights. */
function withScale(flow: DataFlow, value: string): string {
  for (const node of flow.readers(value)) {
    const { op, inputs, outputs } = flow.nodes[node]!;
    const isScale = ['Mul', 'Add'].includes(op) && inputs.some((name) => !flow.isData(name));
    if (isScale || (op === 'Cast' && flow.readers(outputs[0]!).some((reader) => ['Mul', 'Cast'].includes(flow.nodes[reader]!.op)))) return withScale(flow, outputs[0]!);
  }
  return value;
}
