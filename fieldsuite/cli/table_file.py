"""What every command that writes a table takes: the encoding of a CSV."""

from typing import Annotated

import typer

Encoding = Annotated[
    str, typer.Option("--encoding", help="Of a CSV: utf-8, or gb18030 for older spreadsheets in Chinese.")
]
