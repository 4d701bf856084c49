#!/usr/bin/env bash
# The long proof that nothing is lost: the real process is killed five times at every stage of the path and a hundred
# times at random, on SQLite or on PostgreSQL. About half an hour each. Prints a line for each death and, at the end, stages, kills, lost and duplicates.
#   tests/long-kill.sh sqlite          all of it
#   tests/long-kill.sh postgres smtp.  the stages that begin so, and nothing at random
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
database=${1:-sqlite}
tests=(-method "*LongKillTests.*_$database")
if [ $# -gt 1 ]; then
  export TARGETALERTS_LONG_KILL=$2
  tests=(-method "*LongKillTests.Five_deaths*_$database")
fi
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only "${tests[@]}" -maxThreads 1 -showLiveOutput -noColor
