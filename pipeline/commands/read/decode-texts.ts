/** Yields text piece by piece, without a byte order mark: UTF-16 where such a mark says so, else UTF-8. What fits neither becomes U+FFFD. */
export async function* decodeTexts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: ((chunk?: Uint8Array) => string) | undefined;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    decode ??= openDecoder(encodingOf(chunk));
    yield decode(chunk);
  }
  if (decode !== undefined) yield decode();
}

function openDecoder(encoding: string): (chunk?: Uint8Array) => string {
  const decoder = new TextDecoder(encoding);
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

/** A first piece of one byte passes for UTF-8; no pipe or file gives one before the mark is whole. */
function encodingOf([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
