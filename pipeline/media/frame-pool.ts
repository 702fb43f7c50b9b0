/** Memory for pictures, given out in turn. */
export interface FramePool {
  /** Memory of `bytes` bytes: the one that was given out longest ago, or new where it has another size or was transferred away. */
  next(bytes: number): Uint8Array;
}

/** A ring of `size` buffers: what `next` gives is overwritten after `size` further calls. */
export function makeFramePool(size: number): FramePool {
  const buffers: Uint8Array[] = [];
  let turn = 0;
  return {
    next(bytes) {
      const place = turn % size;
      turn += 1;
      const kept = buffers[place];
      if (kept?.byteLength === bytes) return kept;
      const fresh = new Uint8Array(bytes);
      buffers[place] = fresh;
      return fresh;
    },
  };
}
