#!/usr/bin/env bash
# Installs the command below RUNNER_TEMP. Without INPUT_SOURCE, packs the repository that contains this action.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

source=${INPUT_SOURCE:-}
if [ -z "$source" ]; then
  source=$RUNNER_TEMP/logout-contracts-packages
  dotnet pack "$GITHUB_ACTION_PATH/../../../tools/LogoutContracts.Cli" -c Release -o "$source" -v q
fi
dotnet tool install logout-contracts --tool-path "$RUNNER_TEMP/logout-contracts" --source "$source"
