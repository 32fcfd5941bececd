#!/usr/bin/env bash
# Writes the summary of the gate into one comment of the pull request, which later runs update. It never fails the job: if there can be
# no comment, it says why.
set -euo pipefail

marker='<!-- logout-contracts gate -->'
summary=$RUNNER_TEMP/logout-contracts-gate.md

no_comment() { echo "::notice title=logout-contracts::No comment on the pull request: $1"; exit 0; }

case $GITHUB_EVENT_NAME in
  pull_request) ;;
  pull_request_target) no_comment 'pull_request_target gives code from forks a token that can write; use pull_request.' ;;
  *) exit 0 ;;
esac
[ "$HEAD_REPOSITORY" = "$GITHUB_REPOSITORY" ] || no_comment 'it comes from a fork, whose token can only read. See the job summary.'
[ -s "$summary" ] || no_comment 'the gate wrote no summary; see the log.'
case $INPUT_TOKEN in
  '' | *[!A-Za-z0-9_.-]*) no_comment 'the input token is empty or malformed.' ;;
esac
case $PULL_REQUEST in
  '' | *[!0-9]*) no_comment 'the event has no number of a pull request.' ;;
esac
for program in curl jq; do
  command -v "$program" > /dev/null || no_comment "the runner has no $program."
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# api METHOD PATH [FILE]: the answer is in $scratch/answer. The token goes through standard input, because everybody on the machine can
# read arguments.
api() {
  local code body=()
  [ $# -lt 3 ] || body=(--data-binary "@$3" --header 'Content-Type: application/json')
  code=$(printf 'header = "Authorization: Bearer %s"\n' "$INPUT_TOKEN" |
    curl --config - --silent --max-time 30 --request "$1" --header 'Accept: application/vnd.github+json' \
      --header 'X-GitHub-Api-Version: 2022-11-28' "${body[@]}" --output "$scratch/answer" --write-out '%{http_code}' \
      "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/$2") || no_comment "the API of GitHub does not answer $1 $2."
  case $code in
    2??) ;;
    403 | 404) no_comment "the token may not write it ($code); give the job 'permissions: { contents: read, pull-requests: write }'." ;;
    *) no_comment "the API of GitHub answers $1 $2 with $code." ;;
  esac
}

# Only a comment of a bot counts: anybody can write a comment that starts with the marker.
found=
for ((page = 1; page <= 30; page++)); do
  api GET "issues/$PULL_REQUEST/comments?per_page=100&page=$page"
  found=$(jq -r --arg marker "$marker" \
    '[.[] | select(.user.type == "Bot" and ((.body // "") | startswith($marker))) | .id][0] // empty' "$scratch/answer")
  [ -z "$found" ] && [ "$(jq length "$scratch/answer")" -eq 100 ] || break
done

# A pull request that never had a finding gets no comment.
[ -n "$found" ] || [ "$EXIT_CODE" != 0 ] || exit 0
jq -n --arg marker "$marker" --rawfile text "$summary" '{ body: "\($marker)\n\($text)"[:60000] }' > "$scratch/body"
if [ -n "$found" ]; then
  api PATCH "issues/comments/$found" "$scratch/body"
else
  api POST "issues/$PULL_REQUEST/comments" "$scratch/body"
fi
