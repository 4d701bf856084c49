using System.Globalization;
using TargetAlerts.Sources;

namespace TargetAlerts.Benchmarks;

/// <summary>Records of the size of a paper with its abstract (1.5 KB), the same for the same number and version.</summary>
internal static class MadeRecords
{
    public static readonly SourceDescription Description = new()
    {
        Name = new("made"),
        Label = "Made-up source",
        Kinds = [RecordKind.Publication],
        Facts =
        [
            new("title", "Title") { Judge = Judges.Text(Verdict.Low) },
            new("authors", "Authors") { Judge = Judges.Set(Verdict.Low) },
            new("journal", "Journal") { Judge = Judges.Never },
            new("published", "Published") { Judge = Judges.Shift(Verdict.Low) },
            new("status", "Status") { Judge = Judges.Any(Verdict.High) },
        ],
        Removal = new() { Absence = "it is not on the list" },
        Words = new() { Noun = _ => "paper", Byline = _ => "", Badges = _ => [], Links = record => [("Made", record.Link)] },
    };

    private static readonly string[] Sentences =
    [
        "The transporter was expressed in human cells and its uptake was measured over twelve concentrations.",
        "Binding was reversed by the reference inhibitor; no effect of temperature was seen.",
        "Two hundred and fourteen patients were assigned at random to treatment or placebo for eight weeks.",
        "The primary outcome was the change from baseline on the rating scale at the last visit.",
        "Structures were solved at 3.1 Å with the inhibitor bound in the central site.",
        "Adverse events were mild, and no participant left the study because of them.",
    ];

    public static string Id(int number) => (10_000_000 + number).ToString(CultureInfo.InvariantCulture);

    public static FetchedRecord Make(int number, int version = 0)
    {
        var id = Id(number);
        var title = $"Uptake and binding in a large series of ligands, part {id}: measurements in vitro and in patients";
        return new(new()
        {
            Source = Description.Name,
            Id = id,
            Kind = RecordKind.Publication,
            Title = title,
            Link = "https://made.example.org/" + id,
            Dated = new DateOnly(2020, 1, 1).AddDays(number % 2000),
            Facts = new Dictionary<string, FactValue>
            {
                ["title"] = FactValue.Text(title)!,
                ["authors"] = FactValue.List(["Okonjo P", "Lind A", "Author " + id])!,
                ["journal"] = FactValue.Term("Journal of Made Biology")!,
                ["published"] = FactValue.Date("2024-05")!,
                ["status"] = FactValue.Term("v" + version.ToString(CultureInfo.InvariantCulture))!,
            },
            Texts = new Dictionary<string, IReadOnlyList<string>>
            {
                ["title"] = [title],
                ["abstract"] = [string.Join(' ', Sentences), Sentences[number % Sentences.Length], Sentences[number / 7 % Sentences.Length]],
                ["MeSH heading"] = ["Humans", "Carrier Proteins", "Binding Sites", "Protein Binding"],
            },
            Identifiers = new Dictionary<string, string> { ["doi"] = "10.5555/made." + id },
        }, [new Match("made-up protein", "name", "title")]);
    }
}
