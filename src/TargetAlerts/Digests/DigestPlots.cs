using ScottPlot;

namespace TargetAlerts.Digests;

/// <summary>
/// The pictures of a mail: transparent, at twice their size, without letters (their numbers stand as text beside them) and in
/// middle tones that hold on white and on black.
/// </summary>
internal static class DigestPlots
{
    /// <summary>In pixels of the mail.</summary>
    public const int Width = 544;

    private const int Sharpness = 2;
    private const int BarsHeight = 96;
    private const int RungHeight = 14;

    /// <summary>Of a rung, in pixels of the mail.</summary>
    public const int RungWidth = 360;

    private static readonly Color s_before = Color.FromHex("#7e8a96"), s_now = Color.FromHex("#1f8b9c"), s_line = Color.FromHex("#6b7784");

    /// <summary>One bar a period, this one in colour, the usual number as a dashed line.</summary>
    public static byte[] Bars(PeriodFigures figures)
    {
        using var plot = Empty();
        plot.Add.Bars(figures.Bars.Select((bar, at) => Drawn(at, bar.Items, at == figures.Bars.Count - 1)).ToList());
        var usual = plot.Add.HorizontalLine(figures.Usual, Sharpness, s_line, LinePattern.Dashed);
        usual.EnableAutoscale = false;
        plot.Axes.SetLimits(-0.5, figures.Bars.Count - 0.5, 0, figures.Bars.Max(bar => bar.Items) * 1.04);
        return plot.GetImageBytes(Width * Sharpness, BarsHeight * Sharpness, ImageFormat.Png);
    }

    /// <summary>One dot a drug, those that moved in colour.</summary>
    /// <param name="most">Drugs of the fullest rung: the dots of all rungs stand under each other.</param>
    public static byte[] Rung(Rung rung, int most)
    {
        using var plot = Empty();
        var size = Math.Min(9f, 0.7f * RungWidth / most);
        foreach (var (drug, at) in rung.Drugs.Select((drug, at) => (drug, at)))
        {
            var dot = plot.Add.Marker(at + 0.5, 0, rung.Stopped ? MarkerShape.OpenCircle : MarkerShape.FilledCircle, size * Sharpness, drug.Moved ? s_now : s_before);
            dot.MarkerLineWidth = Sharpness;
        }
        plot.Axes.SetLimits(0, Math.Max(most, RungWidth / 14), -1, 1);
        return plot.GetImageBytes(RungWidth * Sharpness, RungHeight * Sharpness, ImageFormat.Png);
    }

    private static Bar Drawn(int at, int items, bool now) => new() { Position = at, Value = items, Size = 0.72, FillColor = now ? s_now : s_before, LineWidth = 0 };

    private static Plot Empty()
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.HideGrid();
        plot.Layout.Frameless();
        return plot;
    }
}
