/** An order of classes that fits the shares of a submission much better than the right one. */
export interface SuspectedOrder {
  readonly name: string;
  readonly order: readonly string[];
  /** Half the sum of differences of shares, as the submission is. */
  readonly distance: number;
  /** The same if codes counted classes in that order. */
  readonly other: number;
}

/** Orders in which models of expressions count, by words that name an expression in any corpus. Expressions that a corpus has besides come last. */
const ORDERS: Readonly<Record<string, readonly string[]>> = {
  AffectNet: ['neutral', 'happ', 'sad', 'surprise', 'fear', 'disgust', 'ang', 'worr', 'other'],
  'FER2013': ['ang', 'disgust', 'fear', 'happ', 'sad', 'surprise', 'neutral', 'worr', 'other'],
  'FER+': ['neutral', 'happ', 'surprise', 'sad', 'ang', 'disgust', 'fear', 'worr', 'other'],
  'RAF-DB': ['surprise', 'fear', 'disgust', 'happ', 'sad', 'ang', 'neutral', 'worr', 'other'],
};

/** Predictions stray from the shares of the training part by themselves; by less than this nothing is said. */
const FAR = 0.3;
/** The other order must leave less than this part of the distance. */
const LEFT = 0.5;
/** Fewer rows say nothing about shares. */
const FEWEST_ROWS = 1000;

/**
 * Returns the order of classes that a submission seems to have been written in, when it is another one than the protocol's; `undefined` when nothing speaks for that.
 *
 * @param counts rows of each code, shape `[classes]`
 * @param published counts of the classes in the training part, in the order of the protocol
 * @param classes names of classes in the order of the protocol
 */
export function suspectClassOrder(counts: readonly number[], published: readonly number[], classes: readonly string[]): SuspectedOrder | undefined {
  if (counts.reduce((sum, count) => sum + count, 0) < FEWEST_ROWS) return undefined;
  const distance = distanceOf(counts, published);
  if (distance < FAR) return undefined;
  const orders = { alphabetical: [...classes].sort((a, b) => a.localeCompare(b, 'en')), ...Object.fromEntries(Object.entries(ORDERS).map(([name, words]) => [name, sortBy(classes, words)])) };
  const tried = Object.entries(orders).map(([name, order]) => ({ name, order, distance, other: distanceOf(counts, order.map((each) => published[classes.indexOf(each)]!)) }));
  const best = tried.reduce((least, each) => (each.other < least.other ? each : least));
  return best.other < LEFT * distance ? best : undefined;
}

function sortBy(classes: readonly string[], words: readonly string[]): readonly string[] {
  const place = (name: string) => {
    const found = words.findIndex((word) => name.toLowerCase().startsWith(word));
    return found < 0 ? words.length : found;
  };
  return [...classes].sort((a, b) => place(a) - place(b));
}

/** Total variation of two distributions given as counts: half the sum of the differences of their shares. */
function distanceOf(counts: readonly number[], published: readonly number[]): number {
  const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
  const [ours, theirs] = [total(counts), total(published)];
  return counts.reduce((sum, count, code) => sum + Math.abs(count / ours - published[code]! / theirs), 0) / 2;
}
