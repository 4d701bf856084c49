using System.Globalization;
using TargetAlerts.Commands;

// Start here. Commands/RunCommand.cs starts the service, AlertRun.cs is the path it follows,
// Composition.cs puts it together, Sources/PubMed and Sources/ClinicalTrials are two of its sources.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await Cli.RunAsync(args);
