import { toZip } from '../../../../datasets/submissions/archive/to-zip.ts';

/** Labels of clips by their names, as the tools of MER keep them: `{ emo: 'neutral', val: -0.25 }`. */
export type LabelDictionary = Readonly<Record<string, { readonly emo: string | number; readonly val: number }>>;

/** Resolves with an `.npz` of pickled dictionaries, each an object array without dimensions, as numpy writes them. */
export async function toLabelArchive(dictionaries: Readonly<Record<string, LabelDictionary>>): Promise<Uint8Array> {
  return await toZip(Object.entries(dictionaries).map(([name, dictionary]) => ({ name: `${name}.npy`, content: toObjectArray(dictionary) })));
}

/** A header of version 1 and a pickle of protocol 3, without the memo, which nothing needs that is written once. */
function toObjectArray(dictionary: LabelDictionary): Uint8Array<ArrayBuffer> {
  const text = "{'descr': '|O', 'fortran_order': False, 'shape': (), }";
  const header = Buffer.from(`\u0093NUMPY\u0001\0\u0076\0${text.padEnd(117)}\n`, 'latin1');
  const ndarray = [Buffer.from('\u0080\u0003cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\u0001b\u0087R', 'latin1')];
  const dtype = Buffer.concat([Buffer.from('cnumpy\ndtype\n', 'latin1'), string('O8'), Buffer.from('\u0089\u0088\u0087R(K\u0003', 'latin1'), string('|'), Buffer.from('NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\u003ftb', 'latin1')]);
  const entries = Object.entries(dictionary).map(([name, { emo, val }]) => Buffer.concat([string(name), Buffer.from('}('), string('emo'), value(emo), string('val'), value(val), Buffer.from('u')]));
  const state = [Buffer.from('(K\u0001)', 'latin1'), dtype, Buffer.from('\u0089]}(', 'latin1'), ...entries, Buffer.from('uatb.')];
  return new Uint8Array(Buffer.concat([header, ...ndarray, ...state]));
}

function value(of: string | number): Buffer {
  if (typeof of === 'string') return string(of);
  const bytes = Buffer.alloc(Number.isInteger(of) ? 5 : 9);
  bytes.write(Number.isInteger(of) ? 'J' : 'G', 0, 'latin1');
  if (Number.isInteger(of)) bytes.writeInt32LE(of, 1);
  else bytes.writeDoubleBE(of, 1);
  return bytes;
}

function string(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const head = Buffer.alloc(5);
  head.write('X', 0, 'latin1');
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
