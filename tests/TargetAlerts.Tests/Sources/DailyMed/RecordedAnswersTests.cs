using TargetAlerts.Sources;
using TargetAlerts.Sources.DailyMed;

namespace TargetAlerts.Tests.Sources.DailyMed;

/// <summary>The parsers over every recorded answer; what is expected was read by eye.</summary>
public sealed class RecordedAnswersTests
{
    private const string Original = "recorded/spl-lipitor-original-packager.xml", Repackager = "recorded/spl-lipitor-repackager.xml",
        NoTitle = "recorded/spl-no-title.xml", Cough = "recorded/spl-otc-cough.xml", Search = "from-docs/spls-search-siliq.json";

    [Fact]
    public void Every_file_of_the_folder_is_expected_here() => Assert.Equal([Search, Original, Repackager, NoTitle, Cough], Recordings.Files(Labels.Source));

    [Fact]
    public void A_search_gives_its_labels_and_the_build()
    {
        var list = LabelList.Parse(Recordings.Read(Labels.Source, Search));

        Assert.Equal((2, 1, 1, "May 29, 2026 07:40:57PM EST"), (list.Total, list.Pages, list.Page, list.Built));
        Assert.Equal(
        [
            new("1a550c33-456a-4833-814e-8591aea7c688", "21", "SILIQ (BRODALUMAB) INJECTION [BAUSCH HEALTH US LLC]", new(2026, 5, 25)),
            new("f3d60fea-1f71-4fb8-813b-bdffb4b7a38b", "3", "G-11 (CERCIS SILIQUASTRUM WHOLE) SOLUTION [DNA LABS, INC.]", new(2025, 1, 13)),
        ], list.Rows);
    }

    [Theory]
    [InlineData(Original, "c6e131fe-e7df-4876-83f7-9156fc4e8228", "11", "2014-01-13", "NDA", "NDA020702", "Lipitor (atorvastatin calcium trihydrate) – Parke-Davis Div of Pfizer Inc")]
    [InlineData(Repackager, "17a163ef-b349-4e32-bc8c-b02bac7f65d6", "8", "2012-02-29", "NDA", "NDA020702", "Lipitor (atorvastatin calcium trihydrate) – PD-Rx Pharmaceuticals, Inc.")]
    [InlineData(NoTitle, "0027b8a3-73bf-4005-a7e3-b035f451a861", "1", "2010-07-28", "ANDA", "ANDA070278", "Haloperidol – Contract Pharmacy Services-PA")]
    [InlineData(Cough, "00f66f25-3469-4c16-9baf-fba21e9628bd", "1", "2011-04-26", "OTC monograph final", "part341", "TRIAMINIC Childrens Night Time Cold and Cough (diphenhydramine hydrochloride, phenylephrine hydrochloride) – Novartis Consumer Health, Inc.")]
    public void A_label_gives_its_set_version_category_and_a_title_of_its_own(string file, string id, string version, string effective, string category, string application, string title)
    {
        var record = Record(file);

        Assert.Equal((id, version, effective, category, application, title),
            (record.Id, record.Fact(LabelFacts.Version), record.Fact(LabelFacts.Effective), record.Fact(LabelFacts.Category), record.Fact(LabelFacts.Applications), record.Title));
        Assert.Equal($"https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid={id}", record.Link);
        // The title ends with the labeler: once is enough.
        Assert.StartsWith($"{application} · version {version} · effective ", LabelWords.Words.Byline(record), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Original, "adverseReactions contraindications dosage indications interactions majorChanges pharmacology populations warnings")]
    [InlineData(Repackager, "adverseReactions contraindications dosage indications interactions majorChanges pharmacology populations warnings")]
    [InlineData(NoTitle, "adverseReactions boxedWarning contraindications dosage indications pharmacology populations warnings")]
    [InlineData(Cough, "boxedWarning dosage indications warnings")]
    public void Sections_are_known_by_their_code(string file, string sections) =>
        Assert.Equal(sections, string.Join(' ', Record(file).Facts.Keys.Intersect(LabelFacts.OfCode.Values).Order(StringComparer.Ordinal)));

    [Fact]
    public void A_section_is_read_with_its_parts_and_without_their_numbers()
    {
        var indications = Record(Original).FactList("indications");

        Assert.Equal(["INDICATIONS AND USAGE"], indications.Take(1));
        Assert.Contains("Prevention of Cardiovascular Disease", indications);
        Assert.Contains(indications, paragraph => paragraph.StartsWith("Reduce the risk of myocardial infarction", StringComparison.Ordinal));
    }

    [Fact]
    public void A_boxed_warning_is_read_whole() =>
        Assert.Contains("Increased Mortality in Elderly Patients with Dementia-Related Psychosis", string.Join(' ', Record(NoTitle).FactList(LabelFacts.BoxedWarning)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_list_is_no_label_and_a_label_no_list()
    {
        Assert.Throws<SourceUnavailableException>(() => LabelDocument.Parse(Recordings.Read(Labels.Source, Search)));
        Assert.Throws<SourceUnavailableException>(() => LabelList.Parse(Recordings.Read(Labels.Source, NoTitle)));
        Assert.Throws<SourceUnavailableException>(() => LabelDocument.Parse("<feed xmlns=\"urn:hl7-org:v3\"/>"u8.ToArray()));
        Assert.Throws<SourceUnavailableException>(() => LabelList.Parse("""{"data":[{"setid":"x","spl_version":1}],"metadata":{"total_elements":1,"total_pages":1}}"""u8.ToArray()));
    }

    [Fact]
    public void Older_answers_write_numbers_and_even_null_as_text()
    {
        var list = LabelList.Parse("""{"data":[{"setid":"1A550C33-456A-4833-814E-8591AEA7C688","spl_version":"4","title":"T","published_date":"Jan 3, 2025"}],"metadata":{"total_elements":"1","total_pages":"1","current_page":"1","next_page_url":"null"}}"""u8.ToArray());

        Assert.Equal((1, 1, 1), (list.Total, list.Pages, list.Page));
        Assert.Equal([new("1a550c33-456a-4833-814e-8591aea7c688", "4", "T", new(2025, 1, 3))], list.Rows);
    }

    private static SourceRecord Record(string file) => LabelDocument.Parse(Recordings.Read(Labels.Source, file)).Record!;
}
