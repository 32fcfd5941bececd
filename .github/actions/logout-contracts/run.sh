#!/usr/bin/env bash
# Runs the command with the inputs of the action, and writes the job summary, the annotations and the outputs.
set -euo pipefail

fail() { echo "::error title=logout-contracts::$1"; exit 2; }

# A value as one property or message of a workflow command.
escaped() { local text=${1//'%'/%25}; text=${text//$'\r'/%0D}; echo "${text//$'\n'/%0A}"; }

# output NAME VALUE: the delimiter cannot be guessed, so no value can add another output.
output() {
  local delimiter
  delimiter=$(random)
  printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter" >> "$GITHUB_OUTPUT"
}

random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

command=("$RUNNER_TEMP/logout-contracts/logout-contracts")
case $INPUT_VERB in
  verify | audit | lint | gate) command+=("$INPUT_VERB") ;;
  *) fail "verb: '$(escaped "$INPUT_VERB")' is unknown; expected verify, audit, lint or gate." ;;
esac

# "read" splits at spaces and expands nothing.
read -r -d '' -a contracts <<< "${INPUT_CONTRACTS//$'\n'/ }" || true
for contract in "${contracts[@]}"; do
  case $contract in
    -*) fail "contracts: '$(escaped "$contract")' is an option; put it into arguments." ;;
  esac
done
command+=("${contracts[@]}")

while IFS= read -r argument; do
  [ -z "$argument" ] || command+=("$argument")
done <<< "$INPUT_ARGUMENTS"

reports= summary= annotations=
if [ "$INPUT_VERB" != lint ]; then
  case $INPUT_REPORTS in
    '' | /* | .. | ../* | */.. | */../* | *[,=$'\n\r']*)
      fail "reports: '$(escaped "$INPUT_REPORTS")' is not a folder below the working directory." ;;
  esac
  reports=$INPUT_REPORTS
  mkdir -p "$reports"
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  summary=$scratch/summary.md annotations=$scratch/annotations.txt
  # The next step of the action reads it.
  [ "$INPUT_VERB" != gate ] || summary=$RUNNER_TEMP/logout-contracts-gate.md
  rm -f "$summary"
  command+=(--report "junit=$reports/junit.xml" --report "html=$reports/report.html" --report "sarif=$reports/logout.sarif")
  command+=(--report "markdown=$summary" --report "github=$annotations")
  if [ "$INPUT_VERB" = gate ]; then
    command+=("--base=$INPUT_BASE")
    while IFS= read -r folder; do
      [ -z "$folder" ] || command+=("--specs=$folder")
    done <<< "$INPUT_SPECS"
  elif [ -n "$INPUT_SPECS" ]; then
    command+=("--specs=$INPUT_SPECS")
  fi
  if [ -n "$INPUT_TARGET" ]; then
    command+=("--target=$INPUT_TARGET")
  elif [ "$INPUT_VERB" = verify ]; then
    command+=(--mock)
  fi
fi

# Until the token, the runner takes no line of the output for a command.
token=$(random)
echo "::stop-commands::$token"
status=0
"${command[@]}" || status=$?
echo "::$token::"

[ ! -f "$annotations" ] || cat "$annotations"
[ ! -f "$summary" ] || cat "$summary" >> "$GITHUB_STEP_SUMMARY"
output exit-code "$status"
if [ -n "$reports" ]; then
  folder=$(realpath --relative-to="$GITHUB_WORKSPACE" "$reports")
  output reports "$folder"
  output sarif "$folder/logout.sarif"
fi
exit "$status"
