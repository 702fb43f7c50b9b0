const HEADER = 44;

/** What the header of a WAV file says of its samples. */
export interface WavFormat {
  /** Hz. */
  readonly sampleRate: number;
  /** Default 1. */
  readonly channels?: number;
}

/** Returns samples of 16 bits, channels in turn, as the bytes of a WAV file. */
export function wavBytes(samples: Int16Array, { sampleRate, channels = 1 }: WavFormat): Buffer {
  const header = Buffer.alloc(HEADER);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(HEADER - 8 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)]);
}
