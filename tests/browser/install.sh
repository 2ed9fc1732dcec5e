#!/bin/sh
# Makes sure there are a browser, its driver, fonts for every script that the pages use, and the engines that examine pages.
set -eu
wanted=""
command -v chromium >/dev/null 2>&1 || wanted="$wanted chromium"
command -v chromedriver >/dev/null 2>&1 || wanted="$wanted chromium-driver"
ls /usr/share/fonts/truetype/noto/NotoSansArabic* >/dev/null 2>&1 || wanted="$wanted fonts-noto-core"
command -v npm >/dev/null 2>&1 || wanted="$wanted npm"
command -v java >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if [ -z "$wanted" ]; then
    :
elif command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
    echo "Installing for the browser tests:$wanted …"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    echo "The browser tests need these packages:$wanted. Please install them."
    [ -z "${CI:-}" ]
fi

engines="$(dirname "$0")/engines"
if [ "$engines/node_modules/.package-lock.json" -nt "$engines/package-lock.json" ]; then
    exit 0
elif command -v npm >/dev/null 2>&1; then
    echo "Installing the engines that examine pages (once) …"
    (cd "$engines" && npm ci --ignore-scripts --no-audit --no-fund --silent)
    touch "$engines/node_modules/.package-lock.json"
else
    echo "Without npm only axe-core examines pages."
    [ -z "${CI:-}" ]
fi
