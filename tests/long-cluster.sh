#!/usr/bin/env bash
# The long proof on PostgreSQL: two nodes, twenty kills, five stalls beyond the lease, five restarts of the database.
# A few minutes. Prints what was lost, told twice or asked by both.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=cluster -maxThreads 1 -showLiveOutput -noColor "$@"
