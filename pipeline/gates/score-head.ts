import type { Gate } from '../../plugins/gate/gate.ts';
import { GateError } from '../../plugins/gate/gate-error.ts';
import { logitsOf } from '../../plugins/gate/linear-head.ts';
import { openGate } from '../../plugins/gate/open-gate.ts';
import { maxLogit } from '../../plugins/gate/scores/max-logit.ts';
import { msp } from '../../plugins/gate/scores/msp.ts';
import { rowAt } from '../../plugins/gate/unit-rows.ts';
import type { GateHead, GivenFeatures } from './gate-head.ts';

/** What a head and its gate say of one row. */
export interface ScoredRow {
  readonly name: string;
  /** The most probable class, whether it is to be believed or not. */
  readonly believed: string;
  /** Its probability at the temperature of the gate, in (0, 1]. */
  readonly probability: number;
  readonly score: number;
  /** In [0, 1]. */
  readonly familiarity: number;
  /** Why nothing is to be said; absent: the class stands. */
  readonly uncertain?: string;
  /** Where the class is known. */
  readonly isRight?: boolean;
}

/**
 * Resolves with what a head and its gate say of features, in order.
 *
 * @throws GateError OTHER_HEAD when the gate was fitted to another file; as `GateHead.read`
 */
export async function scoreHead(head: GateHead, { gate, path, given, coverage, signal }: { readonly gate: Gate; readonly path: string; readonly given: GivenFeatures; readonly coverage?: number | undefined; readonly signal: AbortSignal }): Promise<ScoredRow[]> {
  if (gate.head !== head.sha256) throw new GateError('OTHER_HEAD', { subject: path, detail: `it was fitted to the file with sha256 ${gate.head.slice(0, 12)}…, and ${head.path} has ${head.sha256.slice(0, 12)}…` });
  const opened = openGate(gate, head.head, path);
  const { units, labels, names } = await head.read(given, { signal });
  return names.map((name, row) => {
    const own = rowAt(units, row);
    const logits = logitsOf(head.head, own);
    const label = logits.indexOf(maxLogit(logits));
    const reading = opened.read(own);
    const uncertain = opened.doubt(reading, coverage);
    return { name, believed: head.classes[label]!, probability: msp(logits, gate.temperature), ...reading, ...(uncertain === undefined ? {} : { uncertain }), ...(labels[row]! < 0 ? {} : { isRight: labels[row] === label }) };
  });
}
