/** Longest cluster, in bytes, that is looked up as a whole. */
const CLUSTER_BYTES = 6;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Returns a function that normalises text by the map of a SentencePiece model: the length of a double-array trie (Aoe, 1989) in bytes, the trie, and
 * the texts that its leaves point to, each ended by a zero. Short clusters of characters are looked up before their characters.
 *
 * @param charsmap in base64, as a `tokenizer.json` holds it
 */
export function openCharsmap(charsmap: string): (text: string) => string {
  const bytes = Uint8Array.from(Buffer.from(charsmap, 'base64')); // A copy that starts at a multiple of four
  const size = new DataView(bytes.buffer).getUint32(0, true);
  const trie = new Uint32Array(bytes.buffer, 4, size / 4);
  const texts = bytes.subarray(4 + size);
  const known = new Map<string, string | undefined>();
  const lookUp = (piece: string) => {
    if (!known.has(piece)) known.set(piece, find(trie, texts, piece));
    return known.get(piece);
  };
  const byCharacter = (cluster: string) => Array.from(cluster, (character) => lookUp(character) ?? character).join('');
  const normalise = (cluster: string) => (encoder.encode(cluster).length < CLUSTER_BYTES ? lookUp(cluster) : undefined) ?? byCharacter(cluster);
  return (text) => Array.from(clusters.segment(text), ({ segment }) => normalise(segment)).join('');
}

/** What the shortest beginning of `piece` that the trie knows is replaced by. */
function find(trie: Uint32Array, texts: Uint8Array, piece: string): string | undefined {
  let node = offsetOf(trie[0]!);
  for (const byte of encoder.encode(piece)) {
    node ^= byte;
    const unit = trie[node] ?? 0;
    if (byte === 0 || (unit & 0x800000ff) >>> 0 !== byte) return undefined;
    node ^= offsetOf(unit);
    if ((unit >>> 8) & 1) return textAt(texts, trie[node]! & 0x7fffffff);
  }
  return undefined;
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6);
}

function textAt(texts: Uint8Array, start: number): string {
  return decoder.decode(texts.subarray(start, texts.indexOf(0, start)));
}
