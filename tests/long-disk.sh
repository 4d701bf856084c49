#!/usr/bin/env bash
# The long proof on a full disk: the real service on a tmpfs of 16 MB that is filled five times while it checks, makes digests and sends. Under a
# minute; needs the right to mount. Prints what was lost or told twice, and what "PRAGMA integrity_check" says of the file.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=disk -maxThreads 1 -showLiveOutput -noColor "$@"
