#!/usr/bin/env bash
# The long proof that nothing is lost: the real process is killed five times at every stage of the path and a hundred
# times at random. About half an hour. Prints a line for each death and, at the end, stages, kills, lost and duplicates.
#   tests/long-kill.sh            all of it
#   tests/long-kill.sh smtp.      the stages that begin so, and nothing at random
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
tests=(-trait Long=kill)
if [ $# -gt 0 ]; then
  export TARGETALERTS_LONG_KILL=$1
  tests=(-method "*LongKillTests.Five_deaths*")
fi
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only "${tests[@]}" -maxThreads 1 -showLiveOutput -noColor
