"""`python -m derive` is the command `derive`."""

import sys

from derive.shells.command_line import main

sys.exit(main())
