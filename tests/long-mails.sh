#!/bin/sh
# Two thousand messages with hostile strings in every field, read by Python's e-mail package under its strict policy.
set -eu
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v q
dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait "Long=mails" -showLiveOutput
