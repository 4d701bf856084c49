namespace TargetAlerts.Upstreams.PubMed;

internal sealed record TermOutcome(
    IReadOnlyList<int> Ids,
    string Translation,
    IReadOnlyList<string> PhrasesNotFound,
    IReadOnlyList<string> QuotedPhrasesNotFound,
    IReadOnlyList<string> FieldsNotFound);

/// <summary>Evaluates a term over a snapshot of the articles.</summary>
internal sealed class TermSearch(PubMedModel model)
{
    private readonly IReadOnlyList<IndexedArticle> _articles = model.Snapshot();
    private readonly List<string> _phrases = [];
    private readonly List<string> _quoted = [];

    public TermOutcome Run(string term, DatesNode? window)
    {
        var (root, unknownFields) = TermParser.Parse(term, Check);
        if (window is not null)
            root = new OperationNode("AND", root, window);
        var found = _articles.Where(root.Matches)
            .OrderByDescending(article => article.Date(DateField.Entry))
            .ThenByDescending(article => article.Article.Pmid)
            .Select(article => article.Article.Pmid);
        return new TermOutcome([.. found], root.Translation, _phrases, _quoted, unknownFields);
    }

    private WordsNode Check(WordsNode words)
    {
        if (!model.Vocabulary.ReportsUnknown || (model.Vocabulary.Knows(words.Phrase) ?? _articles.Any(words.Matches)))
            return words;
        if (!words.Quoted)
        {
            _phrases.Add(words.Text);
            return words;
        }
        _quoted.Add($"\"{words.Text}\"[{words.Field.Name}]");
        return words with { WordByWord = true };
    }
}
