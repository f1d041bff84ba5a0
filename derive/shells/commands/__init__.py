"""The commands, in the order in which help lists them."""

from derive.shells.command import Command
from derive.shells.commands import check, explain, graph, latex, list_, prove, show

COMMANDS: tuple[Command, ...] = (
    list_.COMMAND,
    show.COMMAND,
    latex.COMMAND,
    check.COMMAND,
    graph.COMMAND,
    prove.COMMAND,
    explain.COMMAND,
)
