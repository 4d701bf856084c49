#!/usr/bin/env bash
# The long proof of "storage copy": 100,000 records and 1,000 alerts from SQLite to PostgreSQL, every table compared.
# A few minutes. Prints rows, time and the highest resident memory, of a tenth of it as well.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=copy -maxThreads 1 -showLiveOutput -noColor "$@"
