/** A file to be packed. */
export interface ZipFile {
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** The earliest that a zip archive can say, in the time of the machine, as archives say it: the same bytes every time and everywhere. */
const ALWAYS = [1980, 0, 1] as const;

/** Resolves with a zip archive. The same files give the same bytes, whenever and where they are packed. */
export async function toZip(files: Iterable<ZipFile>): Promise<Uint8Array<ArrayBuffer>> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js'); // Most runs pack nothing
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, extendedTimestamp: false, lastModDate: new Date(...ALWAYS), dataDescriptor: false });
  for (const { name, content } of files) await writer.add(name, new Uint8ArrayReader(typeof content === 'string' ? new TextEncoder().encode(content) : content));
  return await writer.close();
}
