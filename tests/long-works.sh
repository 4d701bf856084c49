#!/bin/sh
# Two hundred orders of arrival of one corpus over six sources: the same items within a period, nothing twice across periods.
set -eu
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v q
dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait "Long=works" -showLiveOutput
