#!/usr/bin/env bash
# Installs Chromium on Debian and Ubuntu, for the specs of the workspace's page.
set -euo pipefail
as_root=()
[[ $EUID -eq 0 ]] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
