using System.Globalization;

namespace TargetAlerts.Upstreams.PubMed;

/// <summary>A parsed PubMed term.</summary>
internal abstract record TermNode
{
    public abstract bool Matches(IndexedArticle article);

    public abstract string Translation { get; }
}

internal sealed record WordsNode(string Text, bool Quoted, bool Truncated, SearchField Field, bool Tagged) : TermNode
{
    private readonly string _phrase = Texts.Normalise(Text);

    // Without quotes and tag every word is looked for on its own; so is a quoted phrase that the index does not know.
    public bool WordByWord { get; init; } = !Quoted && !Tagged;

    public string Phrase => _phrase;

    public override bool Matches(IndexedArticle article)
    {
        if (!WordByWord)
            return article.Index.Matches(Field, _phrase, Truncated);
        var words = _phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0
            && words.All(word => article.Index.Matches(Field, $" {word} ", Truncated && word == words[^1]));
    }

    public override string Translation => WordByWord && !Truncated
        ? string.Join(" AND ", Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => $"\"{Lower(word)}\"[{Field.Name}]"))
        : Truncated ? $"{Lower(Text)}*[{Field.Name}]" : $"\"{Lower(Text)}\"[{Field.Name}]";

    private static string Lower(string text) => text.ToLowerInvariant();
}

internal sealed record DatesNode(SearchField Field, DateOnly From, DateOnly To) : TermNode
{
    public override bool Matches(IndexedArticle article)
    {
        var date = article.Date(Field.Date ?? DateField.Publication);
        return date >= From && date <= To;
    }

    public override string Translation => string.Create(CultureInfo.InvariantCulture,
        $"{From:yyyy/MM/dd}:{To:yyyy/MM/dd}[{Field.Name}]");
}

internal sealed record OperationNode(string Operator, TermNode Left, TermNode Right) : TermNode
{
    public override bool Matches(IndexedArticle article) => Operator switch
    {
        "AND" => Left.Matches(article) && Right.Matches(article),
        "OR" => Left.Matches(article) || Right.Matches(article),
        _ => Left.Matches(article) && !Right.Matches(article),
    };

    public override string Translation => $"{Inner(Left)} {Operator} {Inner(Right)}";

    private string Inner(TermNode node) =>
        node is OperationNode operation && operation.Operator != Operator ? $"({node.Translation})" : node.Translation;
}
