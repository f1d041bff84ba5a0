"""The answer for one source on another executor's worker, perhaps on another machine.

Workers there may be threads of one process; the judge is used by one at a time.
"""

from __future__ import annotations

import os
from threading import Lock

from derive.shells.running.answering import answer
from derive.shells.running.task import Settings

_one_at_a_time = Lock()


def answer_in(folder: str, source: str, settings: Settings) -> str:
    """The answer for a source that is named from a folder, which both machines have to see."""
    with _one_at_a_time:
        if os.getcwd() != folder:
            os.chdir(folder)
        return answer(source, settings)
