#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Brings a clone to where it can run: packages when the lock file changed, the site when its sources did
# (--build), Debian's Chromium without a window for the browser tests (--browser). Says nothing when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

install() {
  cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null && return
  echo "Installing packages ..." >&2
  npm ci --no-audit --no-fund --loglevel=error >&2 || {
    echo "The packages are not all installed. Run the command again." >&2
    exit 1
  }
  cp package-lock.json node_modules/.installed-lock
}

# One line for each source that the site may be made of: pages import the contracts of every room.
sources() {
  cat package-lock.json vite.config.ts react-router.config.ts reference/*.csv reference/*.ts | cksum
  find src -type f ! -name '*.test.ts' ! -name '*.testing.ts' ! -name '*.sql' ! -path 'src/app/*' -exec cksum {} + | sort
}

build() {
  sources > node_modules/.sources
  cmp -s node_modules/.sources build/.sources 2>/dev/null && return
  echo "Building the site ..." >&2
  rm -rf build
  if ! NODE_ENV=production node_modules/.bin/node node_modules/.bin/react-router build > node_modules/.build-log 2>&1
  then
    cat node_modules/.build-log >&2
    exit 1
  fi
  cp node_modules/.sources build/.sources
}

browser() {
  [ -n "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null
  then
    echo "Installing Chromium for the browser tests ..." >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-core > /dev/null
  else
    echo "The browser tests need Chromium: sudo apt-get install chromium-headless-shell (or set CHROMIUM to its path)." >&2
    exit 1
  fi
}

install
for part in "$@"
do
  case $part in
    --build) build ;;
    --browser) browser ;;
  esac
done
