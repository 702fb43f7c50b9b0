import { Argument, Command } from 'commander';
import type { CommandContext } from './context.ts';

/** `affekt completion bash|zsh|fish` */
export function completionCommand({ stdout }: CommandContext, program: Command): Command {
  return new Command('completion')
    .summary('print a completion script for the shell')
    .addHelpText('after', '\n  bash: affekt completion bash >> ~/.bashrc\n  zsh:  affekt completion zsh >> ~/.zshrc\n  fish: affekt completion fish > ~/.config/fish/completions/affekt.fish')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') => void stdout.write(SCRIPTS[shell](wordsOf(program))));
}

/** A command path, such as `models get`, and the words that may follow it. */
type Words = ReadonlyMap<string, readonly string[]>;

function wordsOf(program: Command): Words {
  const words = new Map<string, string[]>();
  const visit = (command: Command, path: string) => {
    const options = [...command.options, ...(path === '' ? [] : program.options)].flatMap(({ long }) => (long == null ? [] : [long]));
    words.set(path, [...command.commands.map((each) => each.name()), ...options, '--help']);
    for (const each of command.commands) visit(each, `${path} ${each.name()}`.trim());
  };
  visit(program, '');
  return words;
}

const SCRIPTS: Readonly<Record<'bash' | 'zsh' | 'fish', (words: Words) => string>> = {
  bash: (words) => `_affekt() {
  local path="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do [[ $word == -* ]] || path="\${path:+$path }$word"; done
  while :; do
    case "$path" in
${cases(words, (list) => `      ${list}`)}
    esac
    [[ "$path" == *" "* ]] && path="\${path% *}" || break
  done
}
complete -o default -F _affekt affekt
`,
  zsh: (words) => `autoload -U +X bashcompinit && bashcompinit
${SCRIPTS.bash(words)}`,
  fish: (words) =>
    [...words]
      .map(([path, list]) => {
        const condition = path === '' ? '__fish_use_subcommand' : path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
        return `complete -c affekt -n '${condition}' -a '${list.join(' ')}'`;
      })
      .join('\n') + '\n',
};

function cases(words: Words, indent: (line: string) => string): string {
  return [...words].map(([path, list]) => indent(`"${path}") COMPREPLY=($(compgen -W "${list.join(' ')}" -- "\${COMP_WORDS[COMP_CWORD]}")); return ;;`)).join('\n');
}
