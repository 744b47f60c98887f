/** Shells that a completion script exists for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** The word by which the scripts ask the program for candidates. */
export const CANDIDATES_COMMAND = "__complete";

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `
_cwsandbox() {
  local IFS=$'\\n'
  COMPREPLY=($("$1" ${CANDIDATES_COMMAND} bash "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
  if [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *: ]]; then compopt -o nospace; fi
}
complete -o bashdefault -o default -F _cwsandbox cwsandbox
`,
  zsh: `
#compdef cwsandbox
_cwsandbox() {
  local -a candidates
  local value description
  while IFS=$'\\t' read -r value description; do
    candidates+=("\${value//:/\\\\:}:$description")
  done < <("\${words[1]}" ${CANDIDATES_COMMAND} zsh "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( $#candidates )); then _describe cwsandbox candidates; else _files; fi
}
if [[ "\${funcstack[1]}" == _cwsandbox ]]; then _cwsandbox; else compdef _cwsandbox cwsandbox; fi
`,
  fish: `
function __cwsandbox_candidates
  set -l words (commandline -opc) (commandline -ct)
  set -l candidates ($words[1] ${CANDIDATES_COMMAND} fish $words[2..] 2>/dev/null)
  if test (count $candidates) -gt 0
    printf '%s\\n' $candidates
  else
    __fish_complete_path (commandline -ct)
  end
end
complete -c cwsandbox -f -a '(__cwsandbox_candidates)'
`,
};

/** The script that teaches a shell to complete command lines of this program. */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell].trimStart();
}
