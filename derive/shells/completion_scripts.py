"""The completion scripts for bash, zsh and fish."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from derive.shells.completion import Option, Word

Values = Callable[[str, Option], Sequence[str]]
"""Command and option to what else may stand there, such as the names of what ships."""


def _quoted(text: str) -> str:
    """A word for a shell, whatever is in it."""
    return "'" + text.replace("'", "'\\''") + "'"


# bash


def bash(commands: Sequence[Word], values: Values) -> str:
    """For `eval "$(derive completion bash)"` or a file in bash-completion's folder."""
    return "\n".join(_bash(commands, values)) + "\n"


def _bash(commands: Sequence[Word], values: Values) -> Iterator[str]:
    yield "# bash completion for derive"
    yield "_derive() {"
    yield "  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}"
    yield "  local command=${COMP_WORDS[1]} words='' files='' IFS=$' \\n'"
    yield "  COMPREPLY=()"
    yield "  if (( COMP_CWORD == 1 )); then"
    yield f"    words={_quoted(' '.join(word.name for word in commands))}"
    yield "  else"
    yield '    case "$command $previous" in'
    for word in commands:
        for option in word.options:
            if option.flags and option.takes:
                pattern = "|".join(_quoted(f"{word.name} {flag}") for flag in option.flags)
                yield f"      {pattern}) {_bash_values(word, option, values)} ;;"
    yield "      *)"
    yield '        case "$command" in'
    for word in commands:
        flags = " ".join(flag for option in word.options for flag in option.flags)
        plain = [option for option in word.options if not option.flags]
        yield f"          {_quoted(word.name)})"
        yield f"            if [[ $current == -* ]]; then words={_quoted(flags)}"
        said = "; ".join(_bash_values(word, option, values) for option in plain) or ":"
        yield f"            else {said}; fi ;;"
    yield "        esac ;;"
    yield "    esac"
    yield "  fi"
    yield "  local IFS=$' \\n'"
    yield '  [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$current"))'
    yield "  IFS=$'\\n'"
    yield "  if [[ -n $files ]]; then"
    yield "    compopt -o filenames 2>/dev/null"
    yield '    COMPREPLY+=($(compgen -f -- "$current"))'
    yield "  fi"
    yield "}"
    yield "complete -F _derive derive"


def _bash_values(word: Word, option: Option, values: Values) -> str:
    known = _quoted(" ".join([*option.choices, *values(word.name, option)]))
    return f"words={known}" + (" files=1" if option.files else "")


# zsh


def zsh(commands: Sequence[Word], values: Values) -> str:
    """For a file `_derive` in a folder of `$fpath`."""
    return "\n".join(_zsh(commands, values)) + "\n"


def _zsh(commands: Sequence[Word], values: Values) -> Iterator[str]:
    yield "#compdef derive"
    yield "_derive() {"
    yield "  local curcontext=$curcontext state line"
    yield "  typeset -A opt_args"
    yield "  _arguments -C '1:command:->command' '*::argument:->argument' && return"
    yield "  case $state in"
    yield "    command)"
    yield "      local -a commands"
    yield "      commands=("
    for word in commands:
        yield f"        {_quoted(f'{word.name}:{word.help}')}"
    yield "      )"
    yield "      _describe -t commands command commands ;;"
    yield "    argument)"
    yield "      case $words[1] in"
    for word in commands:
        yield f"        {word.name})"
        yield "          _arguments -s \\"
        specs = [spec for option in word.options for spec in _zsh_specs(word, option, values)]
        for number, spec in enumerate(specs, 1):
            yield f"            {_quoted(spec)}" + (" \\" if number < len(specs) else " ;;")
    yield "      esac ;;"
    yield "  esac"
    yield "}"
    yield 'if [[ $funcstack[1] == _derive ]]; then _derive "$@"; else compdef _derive derive; fi'


def _zsh_specs(word: Word, option: Option, values: Values) -> Iterator[str]:
    known = [*option.choices, *values(word.name, option)]
    action = f"({' '.join(map(_zsh_safe, known))})" if known else ""
    if option.files:
        action = "_files" if not known else f"{{_alternative 'w:word:{action}' 'f:file:_files'}}"
    tail = f":{_zsh_safe(option.takes)}:{action or ' '}" if option.takes else ""
    if not option.flags:
        yield f"*{tail}" if option.repeats else tail
        return
    once = "" if option.repeats else f"({' '.join(option.flags)})"
    for flag in option.flags:
        yield f"{'*' if option.repeats else once}{flag}[{_zsh_safe(option.help)}]{tail}"


def _zsh_safe(text: str) -> str:
    for character in "\\[]:'":
        text = text.replace(character, "’" if character == "'" else f"\\{character}")
    return text


# fish


def fish(commands: Sequence[Word], values: Values) -> str:
    """For `~/.config/fish/completions/derive.fish`."""
    return "\n".join(_fish(commands, values)) + "\n"


def _fish(commands: Sequence[Word], values: Values) -> Iterator[str]:
    yield "# fish completion for derive"
    yield "complete -c derive -f"
    for word in commands:
        help = _fish_quoted(word.help)
        yield f"complete -c derive -n __fish_use_subcommand -a {word.name} -d {help}"
    for word in commands:
        for option in word.options:
            yield _fish_line(word, option, values)


def _fish_line(word: Word, option: Option, values: Values) -> str:
    parts = [f"complete -c derive -n '__fish_seen_subcommand_from {word.name}'"]
    for flag in option.flags:
        parts.append(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}")
    known = [*option.choices, *values(word.name, option)]
    if option.takes:
        # -F brings files back, -r says that a value follows, -x both without files.
        parts.append("-F" if option.files else "")
        parts.append("" if not option.flags else "-r" if option.files else "-x")
    if known:
        parts.append(f"-a {_fish_quoted(' '.join(known))}")
    if option.flags:
        parts.append(f"-d {_fish_quoted(option.help)}")
    return " ".join(filter(None, parts))


def _fish_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


SCRIPTS: dict[str, Callable[[Sequence[Word], Values], str]] = {
    "bash": bash,
    "zsh": zsh,
    "fish": fish,
}
"""Shell → what writes its script."""
