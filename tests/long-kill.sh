#!/usr/bin/env bash
# The long proof that nothing is lost: the real process is killed five times at every stage of the path and a hundred
# times at random. About half an hour. Prints a line for each death and, at the end, stages, kills, lost and duplicates.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=kill -maxThreads 1 -showLiveOutput -noColor "$@"
