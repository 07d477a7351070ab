"""``python -m fieldsuite`` is the program."""

import sys

from fieldsuite.cli import main

sys.exit(main())
