#!/usr/bin/env bash
# Every test on SQLite; then the services' tests once more on a private PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
unset BIHUAN_DIR BIHUAN_DATABASE

echo "== SQLite: the whole suite"
pytest -n "$(nproc)" "$@"

echo "== PostgreSQL: the apps"
python -m tests.support.postgres -- pytest -n "$(nproc)" tests/apps "$@"

echo "== Pictures of every page: $PWD/build/pages"
