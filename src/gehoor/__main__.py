"""`python -m gehoor` does what the command `gehoor` does."""

import sys

from gehoor.interfaces.cli import main

sys.exit(main())
