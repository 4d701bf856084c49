namespace TargetAlerts.Upstreams.PubMed;

internal enum DateField
{
    Create,
    Entry,
    Modification,
    Publication,
}

/// <summary>A search field: the name shown in a query translation and whether a whole value must match.</summary>
internal sealed record SearchField(string Name, bool WholeValue = false, DateField? Date = null)
{
    public static readonly SearchField All = new("All Fields");
    public static readonly SearchField TitleAbstract = new("Title/Abstract");
    public static readonly SearchField Title = new("Title");
    public static readonly SearchField Abstract = new("Abstract");
    public static readonly SearchField Mesh = new("MeSH Terms", WholeValue: true);
    public static readonly SearchField Supplementary = new("Supplementary Concept", WholeValue: true);
    public static readonly SearchField Substance = new("Substance Name", WholeValue: true);
    public static readonly SearchField Keyword = new("Other Term");
    public static readonly SearchField PublicationType = new("Publication Type", WholeValue: true);
    public static readonly SearchField Author = new("Author");
    public static readonly SearchField Journal = new("Journal");
    public static readonly SearchField Uid = new("UID", WholeValue: true);
    public static readonly SearchField ArticleId = new("Article Identifier", WholeValue: true);

    private static readonly SearchField Create = new("Date - Create", Date: DateField.Create);
    private static readonly SearchField Entry = new("Date - Entry", Date: DateField.Entry);
    private static readonly SearchField Modification = new("Date - Modification", Date: DateField.Modification);
    private static readonly SearchField Publication = new("Date - Publication", Date: DateField.Publication);

    private static readonly Dictionary<string, SearchField> Tags = new (SearchField Field, string Tags)[]
    {
        (All, "all|all fields|tw|text word"),
        (TitleAbstract, "tiab|title/abstract"),
        (Title, "ti|title"),
        (Abstract, "ab|abstract"),
        (Mesh, "mh|mesh|mesh terms|majr|mesh major topic|mh:noexp|mesh terms:noexp"),
        (Supplementary, "supplementary concept"),
        (Substance, "nm|substance name"),
        (Keyword, "ot|other term"),
        (PublicationType, "pt|ptyp|publication type"),
        (Author, "au|author"),
        (Journal, "ta|jour|journal"),
        (Uid, "uid|pmid"),
        (ArticleId, "aid|doi|article identifier"),
        (Create, "crdt|date - create|create date"),
        (Entry, "edat|date - entry|entry date"),
        (Modification, "mdat|date - modification|modification date"),
        (Publication, "pdat|dp|date - publication|publication date"),
    }.SelectMany(entry => entry.Tags.Split('|').Select(tag => (tag, entry.Field))).ToDictionary(pair => pair.tag, pair => pair.Field, StringComparer.OrdinalIgnoreCase);

    public static SearchField? OfTag(string tag) => Tags.GetValueOrDefault(tag.Trim());
}
