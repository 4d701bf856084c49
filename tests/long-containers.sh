#!/usr/bin/env bash
# The long proof in a container engine: from up to the mail without privileges, ten stops at work, twenty deaths of one of two nodes.
# A quarter of an hour. Needs ports 5070 to 5073, 5080 and 8025; skipped where there is no engine.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=containers -maxThreads 1 -showLiveOutput -noColor "$@"
