"""Folders of sources to run on: model files, some of which end the process that runs them."""

from pathlib import Path

MODEL = """\
from derive import Model

with Model({name!r}) as m:
    u = m.symbol("u")
    m.claim((u + 1) ** 2, u**2 + 2 * u + 1)
    m.claim(3 * (u + 1) ** 2, 3 * u**2 + 6 * u + 3)
    m.claim((u - 1) * (u + 1), u**2 - 1)
"""

LETHAL_CLAIM = """\
import os
import signal

import derive.proof

judge = derive.proof.judge


def lethal(relation, *rest, **more):
    if "6*u" in str(relation.right):
        os.kill(os.getpid(), signal.SIGKILL)
    return judge(relation, *rest, **more)


derive.proof.judge = lethal
"""

LETHAL_ONCE = """\
import os
import signal
from pathlib import Path

mark = Path(__file__).with_suffix(".mark")
if not mark.exists():
    mark.write_text("")
    os.kill(os.getpid(), signal.SIGKILL)
"""

LETHAL_ALWAYS = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"

SLOW = """\
import os
import time
from pathlib import Path

Path(__file__).with_suffix(f".{os.getpid()}.pid").write_text("")
time.sleep(60)
"""


def model(folder: Path, name: str, before: str = "") -> str:
    """A model file, with code that runs before its model is made."""
    file = folder / f"{name}.py"
    file.write_text(before + MODEL.format(name=name))
    return str(file)
