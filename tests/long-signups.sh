#!/bin/sh
# Two thousand sign-ups over HTTP from one network, one /64 and a thousand others, on both databases: one mail a day to an address, and the other pages answer.
set -eu
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v q
dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait "Long=signups" -showLiveOutput
