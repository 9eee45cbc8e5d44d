#!/usr/bin/env bash
# Every test on SQLite; then the services' tests once more on a private PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
unset BIHUAN_DIR BIHUAN_DATABASE
workers=$(($(nproc) + 1)) # one more than there are cores: tests wait for browsers, commands and disks

echo "== SQLite: the whole suite"
pytest -n "$workers" "$@"

echo "== PostgreSQL: the apps"
python -m tests.support.postgres -- pytest -n "$workers" tests/apps "$@"

echo "== Pictures of every page: $PWD/build/pages"
