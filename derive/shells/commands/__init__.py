"""The commands, in the order in which help lists them."""

from derive.shells.command import Command
from derive.shells.commands.cache import COMMAND as CACHE
from derive.shells.commands.check import COMMAND as CHECK
from derive.shells.commands.completion import COMMAND as COMPLETION
from derive.shells.commands.explain import COMMAND as EXPLAIN
from derive.shells.commands.graph import COMMAND as GRAPH
from derive.shells.commands.init import COMMAND as INIT
from derive.shells.commands.latex import COMMAND as LATEX
from derive.shells.commands.list_ import COMMAND as LIST
from derive.shells.commands.prove import COMMAND as PROVE
from derive.shells.commands.show import COMMAND as SHOW

COMMANDS: tuple[Command, ...] = (
    LIST,
    SHOW,
    LATEX,
    CHECK,
    GRAPH,
    PROVE,
    INIT,
    EXPLAIN,
    CACHE,
    COMPLETION,
)
