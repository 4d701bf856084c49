#!/usr/bin/env bash
# The long proof that malformed answers harm nothing: three hundred of them, and a real process that meets the worst
# again and again. About ten minutes. Prints bodies, cursor moves, false changes, lost, and the resident memory.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=malformed -maxThreads 1 -showLiveOutput -noColor "$@"
