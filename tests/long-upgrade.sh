#!/usr/bin/env bash
# The long proof of an upgrade: the version before the newest schema script (or the commit given) and this one side by side on
# one PostgreSQL. A few minutes, most of it for building the older one. Prints what was lost or told twice.
set -euo pipefail
cd "$(dirname "$0")/.."
newest=$(git log --diff-filter=A --format=%H -1 -- 'src/TargetAlerts/Storage/Schema/*.sql')
commit=${1:-$newest^}
older=$(mktemp -d)
trap 'git worktree remove --force "$older/tree"; rm -rf "$older"' EXIT
git worktree add --detach --quiet "$older/tree" "$commit"
echo "older: $(git log --format='%h %s' -1 "$commit")"
dotnet build "$older/tree/src/TargetAlerts" -v quiet -nologo
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
export TARGETALERTS_OLDER=$older/tree/src/TargetAlerts/bin/Debug/net10.0/targetalerts.dll
dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=upgrade -maxThreads 1 -showLiveOutput -noColor
