import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXECUTION_PROVIDERS } from './execution-provider.ts';
import type { InferenceSession } from 'onnxruntime-node';
import type { Device, Placement } from './runtime.ts';

/** Profile of a session's first run. */
export interface PlacementProfile {
  /** Options under which the session must be created. */
  readonly options: InferenceSession.SessionOptions;
  /** Ends the profile and counts, for each device, the nodes that it ran since. Call it once, also when nothing ran. */
  finish(session: InferenceSession | undefined): Placement;
}

/**
 * Makes a profile that tells where the nodes of a session really ran: the only answer that ONNX Runtime gives to that, and
 * only through a file. The file lies in a folder of its own, which `finish` removes.
 */
export function profilePlacement(): PlacementProfile {
  const folder = mkdtempSync(join(tmpdir(), 'affekt-profile-'));
  return {
    options: { enableProfiling: true, profileFilePrefix: join(folder, 'nodes') },
    finish(session) {
      session?.endProfiling();
      const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
      rmSync(folder, { recursive: true });
      return files.map(countNodes)[0] ?? {};
    },
  };
}

/** What is read of a profile's entries. Only those of category `Node` have a provider. */
interface ProfileEvent {
  readonly cat?: string;
  readonly args?: { readonly provider?: string };
}

function countNodes(profile: string): Placement {
  const providers = (JSON.parse(profile) as ProfileEvent[]).filter((event) => event.cat === 'Node').map((event) => event.args?.provider);
  const counts: Partial<Record<Device, number>> = {};
  for (const [device, { profile: name }] of Object.entries(EXECUTION_PROVIDERS) as [Device, { profile: string }][]) {
    const count = providers.filter((provider) => provider === name).length;
    if (count > 0) counts[device] = count;
  }
  return counts;
}
