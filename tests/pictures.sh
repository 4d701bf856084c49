#!/usr/bin/env bash
# Takes a picture of every page in every state, on a phone and on a desk, light and dark, and prints it: to be looked at after
# the style sheet or a page was changed. About a minute. Argument: the folder; "pictures" if none is given.
set -euo pipefail
folder=$(realpath -m "${1:-pictures}")
cd "$(dirname "$0")/.."
dotnet build tests/TargetAlerts.Tests -v quiet -nologo
PICTURES=$folder exec dotnet tests/TargetAlerts.Tests/bin/Debug/net10.0/TargetAlerts.Tests.dll -explicit only -trait Long=pictures -noColor
