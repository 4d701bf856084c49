#!/bin/sh
# Walks twenty years of the service, model against product, and the bursts at one instant; one line a seed.
# Usage: tests/long-year.sh [SEED...]
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] && export TARGETALERTS_YEAR_SEEDS="$*"
dotnet build tests/TargetAlerts.Tests -v q
dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait "Long=year" -showLiveOutput
