import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { existsSync } from 'node:fs';
import { MODELS } from '../../../extractors/models/registry.ts';
import { openModelStore } from '../../../extractors/models/store/open-model-store.ts';
import { probeDevices } from '../../../runtime/probe-devices.ts';
import type { Device } from '../../../runtime/runtime.ts';
import { EXIT } from '../../exit-codes.ts';
import { findTools } from '../../media/find-tools.ts';
import { packageVersion } from '../../package-version.ts';
import type { CommandContext } from '../context.ts';

/** Options of `affekt doctor`. */
export interface DoctorOptions {
  readonly device?: Device;
  readonly json?: boolean;
}

/** One finding of the doctor. */
interface Finding {
  readonly part: string;
  readonly state: 'ok' | 'absent' | 'bad';
  readonly detail: string;
}

/** What a device needs that cannot be used as it is. */
const HELP: Readonly<Partial<Record<Device, string>>> = {
  cuda: 'On Linux x64 with CUDA 12 and cuDNN 9, `npm run setup:cuda` adds the files it needs',
  webgpu: 'It needs a graphics driver with Vulkan (Linux), Metal (macOS) or Direct3D 12 (Windows)',
};

/** Checks this machine, writes what it finds, and sets the exit code. */
export async function examine({ device, json }: DoctorOptions, { stdout, environment, exit }: CommandContext): Promise<void> {
  const findings = [nodeFinding(), await ffmpegFinding(environment), ...(await deviceFindings(device)), ...(await modelFindings(environment)), await diskFinding(environment.modelFolder)];
  stdout.write(json === true ? `${JSON.stringify({ affekt: packageVersion(), findings }, null, 2)}\n` : toText(findings));
  if (device !== undefined && findings.some(({ part, state }) => part === device && state !== 'ok')) exit(EXIT.deviceUnavailable);
  else if (findings.some(({ state }) => state === 'bad')) exit(EXIT.usage);
}

function nodeFinding(): Finding {
  return { part: 'node', state: 'ok', detail: `${process.version}, ${process.platform} ${process.arch}, affekt ${packageVersion()}` };
}

async function ffmpegFinding({ ffmpeg, ffprobe }: CommandContext['environment']): Promise<Finding> {
  try {
    return { part: 'ffmpeg', state: 'ok', detail: (await findTools({ ffmpeg, ffprobe })).version };
  } catch (error) {
    return { part: 'ffmpeg', state: 'bad', detail: (error as Error).message };
  }
}

async function deviceFindings(wanted: Device | undefined): Promise<Finding[]> {
  const reports = await probeDevices(wanted === undefined ? undefined : [wanted]);
  return reports.map(({ device, works, reason, milliseconds }) => {
    if (works) return { part: device, state: 'ok', detail: `test inference ran there in ${milliseconds?.toFixed(1) ?? '?'} ms` };
    const help = HELP[device];
    return { part: device, state: device === 'cpu' || device === wanted ? 'bad' : 'absent', detail: `${reason ?? 'does not work'}${help === undefined ? '' : `. ${help}`}` };
  });
}

async function modelFindings({ modelFolder, mirrors, offline }: CommandContext['environment']): Promise<Finding[]> {
  const store = openModelStore({ folder: modelFolder, mirrors, offline });
  const states = await Promise.all(Object.keys(MODELS).map(async (id) => ({ id, state: await store.state(id) })));
  const inState = (wanted: string) => states.filter(({ state }) => state === wanted).map(({ id }) => id);
  const damaged = inState('damaged').map((id): Finding => ({ part: 'models', state: 'bad', detail: `${id} is damaged: fetch it again with \`affekt models get --force ${id}\`` }));
  const here = [...inState('embedded'), ...inState('here')];
  return [{ part: 'models', state: 'ok', detail: `${here.length} ready (${here.join(', ')}); ${inState('absent').length} more to fetch, see \`affekt models list\`` }, ...damaged];
}

async function diskFinding(folder: string): Promise<Finding> {
  let place = folder;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const freeGb = (bavail * bsize) / 1e9;
  return { part: 'disk', state: freeGb < 1 ? 'bad' : 'ok', detail: `${freeGb.toFixed(1)} GB free for models in ${folder}` };
}

function toText(findings: readonly Finding[]): string {
  const marks = { ok: '✓', absent: '–', bad: '✗' } as const;
  return findings.map(({ part, state, detail }) => `${marks[state]} ${part.padEnd(9)} ${detail}\n`).join('');
}
