#!/bin/sh
here=$(CDPATH= cd "$(dirname "$0")" && pwd) || exit 3
for python in "$here/.venv/bin/python" "$here/python/bin/python3" python{python} python3; do
    if command -v "$python" >/dev/null; then exec "$python" "$here/start.py" "$@"; fi
done
exit 3
