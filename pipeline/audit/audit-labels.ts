import type { StoredTarget } from './read-targets.ts';

/** A clip of which a model insists on a class that nobody named. */
export interface AuditedClip {
  readonly clip: string;
  /** Shares of votes, weights or probabilities by candidate. */
  readonly candidates: ReadonlyMap<string, number>;
  /** What most of the folds that left the candidates take it for. */
  readonly target: string;
  /** How much of their targets it is, the mean. */
  readonly share: number;
  /** Probability of the best candidate over that of the best other class, the least of those folds: the smaller, the surer. */
  readonly margin: number;
  /** Folds that left the candidates, of those that were trained on the clip. */
  readonly left: number;
  readonly folds: number;
  /** The label, where there is one; empty otherwise. */
  readonly label: string;
}

/** What was found, and among how many. */
export interface Audit {
  readonly clips: readonly AuditedClip[];
  /** Clips that were learnt from candidates. */
  readonly of: number;
  /** Of the found clips with a label: how many have one that is no candidate, and how many are taken for it. */
  readonly judged: { readonly clips: number; readonly wrongSets: number; readonly right: number };
}

/** Returns the clips whose target at the end is none of their candidates: first those on which most folds agree, then by margin. Windows of a clip count as folds do. */
export function auditLabels(targets: readonly StoredTarget[]): Audit {
  const byClip = Map.groupBy(targets.filter(({ known }) => !known), ({ clip }) => clip);
  const found = [...byClip.values()].flatMap((rows) => judge(rows) ?? []);
  const clips = found.toSorted((a, b) => b.left / b.folds - a.left / a.folds || a.margin - b.margin || (a.clip < b.clip ? -1 : 1));
  const labelled = clips.filter(({ label }) => label !== '');
  const judged = { clips: labelled.length, wrongSets: labelled.filter(({ label, candidates }) => !candidates.has(label)).length, right: labelled.filter(({ label, target }) => label === target).length };
  return { clips, of: byClip.size, judged };
}

function judge(rows: readonly StoredTarget[]): AuditedClip | undefined {
  const gone = rows.filter(({ target, candidates }) => !candidates.has(target));
  if (gone.length === 0) return undefined;
  const counts = Map.groupBy(gone, ({ target }) => target);
  const [target, those] = [...counts].toSorted(([a, first], [b, second]) => second.length - first.length || (a < b ? -1 : 1))[0]!;
  const { clip, candidates, label } = those[0]!;
  return { clip, candidates, target, share: those.reduce((sum, { share }) => sum + share, 0) / those.length, margin: Math.min(...those.map(({ margin }) => margin)), left: gone.length, folds: rows.length, label };
}
