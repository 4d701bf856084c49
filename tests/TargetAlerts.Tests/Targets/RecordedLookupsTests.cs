using System.Text.Json;
using TargetAlerts.Targets.Resolving;
using TargetAlerts.Tests.Sources;

namespace TargetAlerts.Tests.Targets;

/// <summary>Every recorded answer of the two services that are only asked who is who, and the entries of UniProt that say it.</summary>
public sealed class RecordedLookupsTests
{
    [Fact]
    public void Every_file_is_expected_here()
    {
        Assert.Equal(["recorded/complete_set_subset_2017.json", "recorded/withdrawn_subset.txt"], Recordings.Files("hgnc"));
        Assert.Equal(
            ["recorded/get_cd274_20260811.json", "recorded/get_pdl1_empty_20260811.json", "recorded/post_query_1017.json", "recorded/search_braf_20260811.json", "recorded/search_pdl1_20260811.json"],
            Recordings.Files("mygene"));
    }

    [Fact]
    public void HGNCs_records_are_read_whole()
    {
        var genes = HgncLookup.Parse(Root("hgnc", "recorded/complete_set_subset_2017.json"));

        Assert.Equal(7, genes.Count);
        var first = genes[0];
        Assert.Equal(("A1BG", "alpha-1-B glycoprotein", "2015-07-13"), (first.Symbol, first.Name, first.Version));
        Assert.Equal("hgnc=HGNC:5 ncbiGene=1 ensembl=ENSG00000121410 uniprot=P04217 omim=138670", Ids(first));
        Assert.Empty(first.Remarks);
        var second = genes[1];
        Assert.Equal(("ZSWIM1", "C20orf162", "dJ337O18.5", "chromosome 20 open reading frame 162"), (second.Symbol, second.Previous.Single(), second.Aliases.Single(), second.LooseNames.Single()));
        Assert.Equal(["ACF", "ASP", "ACF64", "ACF65", "APOBEC1CF"], genes[2].Aliases);
    }

    [Fact]
    public void The_bulk_list_of_withdrawn_records_is_no_answer_of_the_service() =>
        Assert.ThrowsAny<JsonException>(() => HgncLookup.Parse(Root("hgnc", "recorded/withdrawn_subset.txt")));

    [Theory]
    [InlineData("recorded/get_cd274_20260811.json", "CD274", "hgnc= ncbiGene=29126 ensembl=ENSG00000120217 uniprot=Q9NZQ7", "ADMIO5 B7-H B7H1 PD-L1 PDCD1L1 PDCD1LG1 PDL1 hPD-L1")]
    [InlineData("recorded/search_pdl1_20260811.json", "CD274", "hgnc= ncbiGene=29126", "ADMIO5 B7-H B7H1 PD-L1 PDCD1L1 PDCD1LG1 PDL1 hPD-L1")]
    [InlineData("recorded/search_braf_20260811.json", "BRAF", "hgnc= ncbiGene=673", "B-RAF1 B-raf BRAF-1 BRAF1 NS7 RAFB1")]
    public void MyGenes_hits_are_read(string file, string symbol, string ids, string aliases)
    {
        var gene = Assert.Single(MyGeneLookup.Parse(Root("mygene", file)));

        Assert.Equal((symbol, aliases), (gene.Symbol, string.Join(' ', gene.Aliases)));
        Assert.StartsWith(ids.Replace("hgnc= ", "", StringComparison.Ordinal), Ids(gene), StringComparison.Ordinal);
    }

    [Fact]
    public void An_alias_with_a_hyphen_is_an_exact_reason()
    {
        var gene = Assert.Single(MyGeneLookup.Parse(Root("mygene", "recorded/search_pdl1_20260811.json")));

        Assert.Equal([new Reason("alias PD-L1", "MyGene.info", 3, true)], Reasons.Of(gene, TargetText.Read("PD-L1")));
        Assert.Equal([new Reason("alias PD-L1", "MyGene.info", 3, true)], Reasons.Of(gene, TargetText.Read("pdl1")));
    }

    [Fact]
    public void Nothing_found_is_an_empty_list() => Assert.Empty(MyGeneLookup.Parse(Root("mygene", "recorded/get_pdl1_empty_20260811.json")));

    [Fact]
    public void The_answer_to_several_words_tells_each_apart()
    {
        var (query, gene) = Assert.Single(MyGeneLookup.ParseMany(Root("mygene", "recorded/post_query_1017.json")));

        Assert.Equal(("1017", "1017"), (query, gene["ncbiGene"].Single()));
    }

    [Theory]
    [InlineData("recorded/P31645.json", "SLC6A4", "SERT 5HTT", "HTT SERT", "Sodium-dependent serotonin transporter|5HT transporter|Solute carrier family 6 member 4", "uniprot=P31645 hgnc=HGNC:11050 ncbiGene=6532 ensembl=ENSG00000108576 chembl=CHEMBL228 gtopdb=928 omim=182138 pharmgkb=PA312 tcdb=2.A.22.1.1 interpro=IPR000175,IPR013086,IPR037272 pfam=PF03491,PF00209")]
    [InlineData("recorded/P14416.json", "DRD2", "", "", "D(2) dopamine receptor|Dopamine D2 receptor", "uniprot=P14416 hgnc=HGNC:3023 ncbiGene=1813 ensembl=ENSG00000149295 chembl=CHEMBL217 gtopdb=215 omim=126450 pharmgkb=PA27478 tcdb=9.A.14.3.10 interpro=IPR001922,IPR000929,IPR000276,IPR017452 pfam=PF00001")]
    [InlineData("recorded/P23975.json", "SLC6A2", "NET", "NAT1 NET1 SLC6A5", "Sodium-dependent noradrenaline transporter|Norepinephrine transporter|Solute carrier family 6 member 2", "uniprot=P23975 hgnc=HGNC:11048 ncbiGene=6530 ensembl=ENSG00000103546 chembl=CHEMBL222 gtopdb=926 omim=163970 pharmgkb=PA310 tcdb=2.A.22.1.2 interpro=IPR000175,IPR002435,IPR037272 pfam=PF00209")]
    [InlineData("recorded/P31652.json", "Slc6a4", "SERT 5HTT", "", "Sodium-dependent serotonin transporter|5HT transporter|Solute carrier family 6 member 4", "uniprot=P31652 ncbiGene=25553 ensembl=ENSRNOG00000003476 chembl=CHEMBL313 gtopdb=928 interpro=IPR000175,IPR013086,IPR037272 pfam=PF03491,PF00209")]
    public void UniProts_entries_give_names_and_identifiers(string file, string symbol, string shortNames, string synonyms, string names, string ids)
    {
        var (entry, _) = UniProtLookup.Entry(Root("uniprot", file), "2025_03");

        Assert.NotNull(entry);
        Assert.Equal((symbol, shortNames, synonyms, names), (entry.Symbol, string.Join(' ', entry.ShortNames), string.Join(' ', entry.Aliases), string.Join('|', entry.FullNames)));
        Assert.Equal(ids, Ids(entry));
    }

    [Fact]
    public void An_inactive_stub_names_its_heirs()
    {
        var stub = Root("uniprot", "recorded/search_inactive_demerged_P62988.json").GetProperty("results")[0];

        var (entry, heirs) = UniProtLookup.Entry(stub, null);

        Assert.Null(entry);
        Assert.Equal(["P62987", "P62979", "P0CG48", "P0CG47"], heirs);
    }

    [Fact]
    public void ChEMBLs_mechanism_is_read()
    {
        var row = Root("chembl", "recorded/mechanisms_pembrolizumab_20260811.json").GetProperty("mechanisms")[0];

        Assert.Equal(new ChemblAction("CHEMBL3137343", "CHEMBL3307223", "inhibitor", true), ChemblLookup.Mechanism(row));
    }

    private static JsonElement Root(string source, string file) => JsonDocument.Parse(Recordings.Read(source, file)).RootElement;

    private static string Ids(GeneEntry entry) => string.Join(' ', entry.Ids.Select(pair => $"{pair.Key}={string.Join(',', pair.Value)}"));
}
