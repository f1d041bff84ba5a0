"""`python -m derive` is the command `derive`."""

import sys

from derive.shells.start import main

sys.exit(main())
