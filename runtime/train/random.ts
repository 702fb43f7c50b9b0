/** A stream of random numbers. The same seed and keys give the same numbers on every machine. */
export interface Random {
  /** Returns a whole number in [0, 2³²). */
  readonly bits: () => number;
  /** Returns a number in [0, 1) of 32 random bits. */
  readonly uniform: () => number;
  /** Returns a standard normal number (Box and Muller, 1958). */
  readonly normal: () => number;
}

/**
 * Returns the stream that belongs to `seed` and `keys`: one for each parameter, step, fold, … so that what one of them draws never
 * shifts what another draws. The generator is sfc32 (Doty-Humphrey's PractRand), seeded through a 32-bit hash.
 */
export function randomFor(seed: number, ...keys: readonly (string | number)[]): Random {
  const bits = sfc32([hash(`a ${seed} ${keys.join('\u0000')}`), hash(`b ${seed} ${keys.join('\u0000')}`), hash(`c ${keys.join('\u0000')}`)]);
  const uniform = () => bits() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { bits, uniform, normal };
}

/** Returns whole numbers 0 … n − 1 in random order (Fisher and Yates). */
export function shuffled(length: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function sfc32([a, b, c]: [number, number, number]): () => number {
  let counter = 1;
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** FNV-1a over UTF-16 units, then the finaliser of MurmurHash3, so that near seeds give far states. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
