"""What became of sending over the network, as an answer: bundles sent, receipts read, receipts awaited."""

import sys
from collections.abc import Iterator

from fieldsuite.cli import output
from fieldsuite.cli.follow import followed
from fieldsuite.cli.output import answer
from fieldsuite.cli.plain import plain
from fieldsuite.words import say


def shown(steps: Iterator[object]) -> None:
    """Follow the steps of ``casework.online`` and answer with what they brought."""
    from fieldsuite.casework.online import NoReceipt
    from fieldsuite.casework.views import Read, Sent
    from sync.upload import Paused

    sent, read, awaited = list[Sent](), list[Read](), list[NoReceipt]()
    for step in followed(steps):
        if isinstance(step, Sent):
            sent.append(step)
        elif isinstance(step, Read):
            read.append(step)
        elif isinstance(step, NoReceipt):
            awaited.append(step)
        elif isinstance(step, Paused) and sys.stderr.isatty():
            told = say(
                "serve.online_paused", output.now.lang, seconds=round(step.seconds), failures=step.failures
            )
            print(f"\r\x1b[K{told}", file=sys.stderr, flush=True)
    lang = output.now.lang
    lines = [say("serve.online_sent", lang, records=one.records, digest=one.digest[:16]) for one in sent]
    lines += [say("serve.online_read", lang, counts=one.counts) for one in read]
    lines += [say(f"serve.reply_{one.state}", lang, seq=one.seq, code=one.code) for one in awaited]
    answer(
        {"sent": [plain(one) for one in sent], "receipts": [plain(one) for one in read],
         "awaited": [plain(one) for one in awaited]},
        lines or [say("serve.online_nothing", lang)],
    )  # fmt: skip
