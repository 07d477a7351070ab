#!/bin/sh
cd "$(dirname "$0")" || exit 3
for python in python/bin/python3 python{python} python3; do
    if command -v "$python" >/dev/null; then exec "$python" start.py install --from . "$@"; fi
done
echo "请先安装 Python {python}。 Install Python {python} first." >&2
exit 3
