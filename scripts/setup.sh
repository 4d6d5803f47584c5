#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Brings a clone to where it can run: packages when the lock file changed, the site when its sources did
# (--build), Debian's Chromium for the browser tests (--browser). Says nothing when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

install() {
  cmp -s package-lock.json node_modules/.installed-lock 2>/dev/null && return
  echo "Installing packages ..." >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json node_modules/.installed-lock
}

# One line that changes when any source of the site does.
sources() {
  cat package-lock.json vite.config.ts react-router.config.ts reference/*.csv reference/*.ts | cksum
  find src/web src/matching src/basis src/commons/lookup/contract.ts -type f ! -name '*.test.ts' -exec cksum {} + | sort
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
  [ -n "${CHROMIUM:-}" ] || [ -x /usr/bin/chromium ] && return
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null
  then
    echo "Installing Chromium for the browser tests ..." >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core > /dev/null
  else
    echo "The browser tests need Chromium: sudo apt-get install chromium (or set CHROMIUM to its path)." >&2
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
