import type { DatasetError } from '../../dataset-error.ts';
import type { Finding } from '../../finding.ts';

/** Returns what a reader refused as something that a check found. */
export function toFinding(error: DatasetError): Finding {
  const line = /^line (\d+)/.exec(error.detail)?.[1];
  return { level: 'error', code: error.code.toLowerCase().replaceAll('_', '-'), where: line === undefined ? error.path : `${error.path}:${line}`, what: error.detail, fix: error.next };
}
