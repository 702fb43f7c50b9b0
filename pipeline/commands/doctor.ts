import { Command, Option } from 'commander';
import { DEVICES } from '../../configs/devices.ts';
import type { CommandContext } from './context.ts';
import type { DoctorOptions } from './doctor/examine.ts';

/** `affekt doctor` */
export function doctorCommand(context: CommandContext): Command {
  return new Command('doctor')
    .summary('check this machine: Node, ffmpeg, devices by a real inference, models, disk')
    .addOption(new Option('-d, --device <name>', 'ask for one device; the exit code is 4 when it does not work').choices(DEVICES))
    .option('--json', 'print the findings as JSON')
    .action(async (options: DoctorOptions) => {
      const { examine } = await import('./doctor/examine.ts');
      await examine(options, context);
    });
}
