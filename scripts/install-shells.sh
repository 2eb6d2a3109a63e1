#!/usr/bin/env bash
# Installs fish and zsh on Debian and Ubuntu, for the specs of `waybill completion`.
set -euo pipefail
as_root=()
[[ $EUID -eq 0 ]] || as_root=(sudo)
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends fish zsh
