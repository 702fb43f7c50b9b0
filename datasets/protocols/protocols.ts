import { DatasetError } from '../dataset-error.ts';
import { ABAW } from './abaw.ts';
import { MER } from './mer.ts';
import type { Protocol } from './protocol.ts';

/** Every protocol that affekt knows, by the name that commands take. */
export const PROTOCOLS: Readonly<Record<string, Protocol>> = Object.fromEntries([...ABAW, ...MER].map((protocol) => [protocol.id, protocol]));

/** Returns the protocol of that name. @throws DatasetError UNKNOWN_KIND naming those there are */
export function findProtocol(id: string): Protocol {
  if (Object.hasOwn(PROTOCOLS, id)) return PROTOCOLS[id]!;
  throw new DatasetError('UNKNOWN_KIND', { path: id, detail: `is no protocol that affekt knows; it knows ${Object.keys(PROTOCOLS).join(', ')}` });
}
