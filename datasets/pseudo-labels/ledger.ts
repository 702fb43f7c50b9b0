/** A model that had a say in a round, by what it was and not by where it lay. */
export interface LedgerModel {
  readonly name: string;
  readonly weight: number;
  /** Seed of its training run. */
  readonly seed?: number | undefined;
  /** sha256 of its head, of its predictions on labelled clips, and of those on unlabelled ones. */
  readonly head?: string | undefined;
  readonly validation: string;
  readonly predictions: string;
}

/** First line of a round. */
export interface LedgerRound {
  readonly type: 'round';
  readonly round: number;
  /** sha256 of everything that decides the round, the key of the round before among it. */
  readonly key: string;
  readonly rule: {
    readonly eta: number;
    readonly agree: number;
    readonly perClass?: number | undefined;
    readonly balance: boolean;
    readonly fallback?: number | undefined;
    readonly candidates: number;
    readonly changes: 'refuse' | 'take' | 'drop';
  };
  readonly classes: readonly string[];
  /** By class; null where nothing is selected. */
  readonly thresholds: readonly (number | null)[];
  readonly models: readonly LedgerModel[];
  /** What was found to leak and gone on with, or left out, with the number of clips. */
  readonly leaks: Readonly<Record<string, number>>;
}

/** A clip gets a label, gets another one than before, or loses it. */
export interface LedgerChange {
  readonly type: 'promote' | 'change' | 'demote';
  readonly round: number;
  readonly clip: string;
  /** The label that it has from now on; of a demotion the one that it loses. */
  readonly label: string;
  /** The label that it was given last. */
  readonly from?: string | undefined;
  readonly confidence?: number | undefined;
  readonly threshold?: number | undefined;
  /** Models whose own answer the label is. */
  readonly models?: readonly string[] | undefined;
  /** Why it loses its label. */
  readonly reason?: string | undefined;
}

/** One line of `ledger.jsonl`. Lines are only added. */
export type LedgerLine = LedgerRound | LedgerChange;

/** What the rounds so far come to. */
export interface LedgerState {
  /** Clips that have a label now: which, and since which round. */
  readonly labels: ReadonlyMap<string, { readonly label: string; readonly round: number }>;
  /** The last label of every clip that ever had one. */
  readonly history: ReadonlyMap<string, string>;
  /** Key of the last round. */
  readonly key?: string | undefined;
}

/** Returns what all rounds before `round` come to. */
export function ledgerState(lines: readonly LedgerLine[], round: number): LedgerState {
  const labels = new Map<string, { readonly label: string; readonly round: number }>();
  const history = new Map<string, string>();
  let key: string | undefined;
  for (const line of lines.filter((each) => each.round < round)) {
    if (line.type === 'round') key = line.key;
    else if (line.type === 'demote') labels.delete(line.clip);
    else {
      labels.set(line.clip, { label: line.label, round: line.round });
      history.set(line.clip, line.label);
    }
  }
  return { labels, history, key };
}
