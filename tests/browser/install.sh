#!/bin/sh
# Makes sure there are a browser, its driver and fonts for every script that the pages use.
set -eu
if command -v chromium >/dev/null 2>&1 && command -v chromedriver >/dev/null 2>&1 && ls /usr/share/fonts/truetype/noto/NotoSansArabic* >/dev/null 2>&1; then
    exit 0
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo -n"
if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || $as_root true 2>/dev/null; }; then
    echo "Installing Chromium, its driver and fonts for the browser tests …"
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
        chromium chromium-driver fonts-noto-core >/dev/null
else
    echo "The browser tests need chromium, chromedriver and Noto fonts: install the packages chromium, chromium-driver and fonts-noto-core."
    [ -z "${CI:-}" ]
fi
