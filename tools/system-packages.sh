#!/usr/bin/env bash
# Debian packages that Bihuan uses. `run`: what the product needs; `test`: what the tests need besides; `bench`: peers of `make bench`.
# Installs what is missing when run as root on a machine with apt; otherwise says what to install, and goes on.
set -eu

run_packages="python3-venv"
test_packages="libreoffice-writer-nogui postgresql-15 chromium chromium-headless-shell poppler-utils fonts-noto-cjk fonts-lxgw-wenkai fonts-cwtex-fs fontconfig libatomic1"
bench_packages="python3-xapian"

wanted=""
for set in "$@"; do
  case "$set" in
    run) wanted="$wanted $run_packages" ;;
    test) wanted="$wanted $test_packages" ;;
    bench) wanted="$wanted $bench_packages" ;;
    *) echo "usage: $0 [run] [test] [bench]" >&2; exit 2 ;;
  esac
done

command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  echo "Installing Debian packages:$missing" >&2
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "These Debian packages are missing; an administrator installs them with:" >&2
  echo "  apt-get install --no-install-recommends$missing" >&2
fi
