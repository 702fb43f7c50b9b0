/** Where a text stands in a grammar of bytes. It never changes. */
export interface Grammar {
  /** Returns where it stands behind one more byte; nothing when the byte may not come. */
  next(byte: number): Grammar | undefined;
  /** The text may end here. */
  readonly done: boolean;
  /** Returns a short text that ends it. */
  rest(): string;
}

/** A part of a text: given what comes behind it, where it begins. */
export type Part = (after: Grammar) => Grammar;

/** The end of a text. */
export const END: Grammar = { next: () => undefined, done: true, rest: () => '' };

const encoder = new TextEncoder();

/** A text, byte for byte. */
export function literal(text: string): Part {
  const bytes = encoder.encode(text);
  return (after) => {
    const at = (index: number): Grammar => (index === bytes.length ? after : { next: (byte) => (byte === bytes[index] ? at(index + 1) : undefined), done: false, rest: () => text.slice(charactersIn(bytes, index)) + after.rest() });
    return at(0);
  };
}

/** One space, or none. */
export const optionalSpace: Part = (after) => ({ next: (byte) => (byte === 0x20 ? after : after.next(byte)), done: after.done, rest: () => after.rest() });

/** Parts one after another. */
export function sequence(parts: readonly Part[]): Part {
  return (after) => parts.reduceRight((rest, part) => part(rest), after);
}

/** Any one of some parts; what they have in common is followed in all of them. */
export function choice(parts: readonly Part[]): Part {
  return (after) => oneOf(parts.map((part) => part(after)));
}

/** A part that is made when it is reached: for grammars that contain themselves. */
export function lazily(make: () => Part): Part {
  return (after) => {
    let made: Grammar | undefined;
    const grammar = () => (made ??= make()(after));
    return { next: (byte) => grammar().next(byte), get done() { return grammar().done; }, rest: () => grammar().rest() };
  };
}

/** Between `least` and `most` items with commas between them. */
export function list(item: Part, { least, most }: { readonly least: number; readonly most: number }): Part {
  return (after) => {
    const behind = (count: number): Grammar => (count >= most ? after : count < least ? more(count) : oneOf([after, more(count)]));
    const more = (count: number) => lazily(() => sequence(count === 0 ? [item] : [literal(','), optionalSpace, item]))(lazily(() => () => behind(count + 1))(END));
    return behind(0);
  };
}

function oneOf(grammars: readonly Grammar[]): Grammar {
  if (grammars.length === 1) return grammars[0]!;
  return {
    next(byte) {
      const left = grammars.flatMap((grammar) => grammar.next(byte) ?? []);
      return left.length === 0 ? undefined : oneOf(left);
    },
    get done() {
      return grammars.some(({ done }) => done);
    },
    rest: () => grammars[0]!.rest(),
  };
}

/** UTF-16 units whose bytes are among the first `count`. */
function charactersIn(bytes: Uint8Array, count: number): number {
  return new TextDecoder().decode(bytes.subarray(0, count)).length;
}
