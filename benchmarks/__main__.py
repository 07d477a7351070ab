"""Runs the benchmarks that are named, or all: ``python3 start.py bench [NAME]...``."""

import importlib
import pkgutil
import sys

import benchmarks


def names() -> list[str]:
    """Give the benchmarks that there are."""
    return sorted(
        each.name for each in pkgutil.iter_modules(benchmarks.__path__) if not each.name.startswith("_")
    )


def main(words: list[str]) -> int:
    """Run them and print what they measured; 2 for a name that there is not."""
    if unknown := [word for word in words if word not in names()]:
        print(
            f"fieldsuite: error: 没有这项测量：{unknown[0]} / No such benchmark: {unknown[0]}",
            file=sys.stderr,
        )
        print(f"fieldsuite: hint: {' '.join(names())}", file=sys.stderr)
        return 2
    for name in words or names():
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"{name}: {(module.__doc__ or '').splitlines()[0]}")
        for measured, value in module.run().items():
            print(f"  {measured}: {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
