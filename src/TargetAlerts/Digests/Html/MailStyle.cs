namespace TargetAlerts.Digests.Html;

/// <summary>The looks of a mail. Inline styles carry it everywhere; the sheet adds dark mode and narrow screens where it is understood.</summary>
internal static class MailStyle
{
    private const string Ink = "#17212b";
    private const string Mut = "#556270";
    private const string Blue = "#0b5c70";
    private const string Red = "#a3211b";
    private const string Font = "font-family:-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif;";

    public const string Body = "margin:0;padding:0;background-color:#eef1f4;";
    public const string Hidden = "display:none;max-height:0;overflow:hidden;mso-hide:all;";
    public const string Outer = "padding:20px 8px;";
    public const string Card = "max-width:600px;background-color:#ffffff;text-align:left;overflow-wrap:anywhere;word-break:break-word;";

    public const string Top = $"padding:22px 28px 0;{Font}";
    public const string Opening = $"padding:14px 28px 16px;{Font}";
    public const string Block = $"padding:22px 28px 4px;{Font}";
    public const string Band = $"padding:16px 28px 14px;{Font}background-color:#fcf0ee;";
    public const string Foot = $"padding:22px 28px 26px;{Font}";

    public const string Brand = $"padding:0;font-size:13px;line-height:1.45;color:{Mut};font-weight:600;";
    public const string BrandRight = $"padding:0;font-size:13px;line-height:1.45;color:{Mut};";
    public const string NameCell = "padding:6px 12px 0 0;";
    public const string Name = $"margin:0;font-size:40px;line-height:1.05;color:{Ink};font-weight:700;letter-spacing:-1px;";
    public const string LongName = $"margin:0;font-size:24px;line-height:1.15;color:{Ink};font-weight:700;letter-spacing:-0.4px;";
    public const string Issue = $"padding:0 0 3px;font-size:15px;line-height:1.3;color:{Ink};font-weight:600;";
    public const string TargetLine = $"margin:4px 0 0;font-size:13px;line-height:1.4;color:{Mut};";
    public const string Stroke = $"margin-top:12px;border-top:2px solid {Ink};font-size:0;line-height:0;height:0;";
    public const string FootStroke = $"border-top:2px solid {Ink};font-size:0;line-height:0;height:0;";

    public const string Lead = $"margin:0 0 6px;font-size:17px;line-height:1.45;color:{Ink};font-weight:600;";
    public const string Calm = $"margin:2px 0 6px;font-size:22px;line-height:1.35;color:{Ink};font-weight:600;letter-spacing:-0.3px;";
    public const string Text = $"margin:0 0 6px;font-size:15px;line-height:1.5;color:{Ink};";
    public const string Warning = "margin:0 0 4px;font-size:13px;line-height:1.5;color:#744a00;font-weight:600;";
    public const string Good = "color:#1d6a3e;font-weight:700;";
    public const string Contents = $"margin:2px 0 0;font-size:13px;line-height:1.9;color:{Ink};";
    public const string ContentsLink = $"color:{Blue};display:inline-block;padding-right:10px;";
    public const string ContentsBad = $"color:{Red};display:inline-block;padding-right:10px;";

    public const string HeadCell = $"border-top:1px solid {Ink};padding:7px 12px 0 0;";
    public const string BandHeadCell = "padding:0 12px 0 0;";
    public const string Head = $"margin:0;font-size:19px;line-height:1.3;color:{Ink};font-weight:700;letter-spacing:-0.2px;";
    public const string BandHead = $"margin:0;font-size:19px;line-height:1.3;color:{Red};font-weight:700;letter-spacing:-0.2px;";
    public const string HeadRight = $"padding:7px 0 0;font-size:13px;line-height:1.5;color:{Mut};white-space:nowrap;border-top:1px solid {Ink};";
    public const string BandHeadRight = $"padding:0;font-size:13px;line-height:1.5;color:{Mut};white-space:nowrap;";

    public const string Number = $"padding:12px 0 14px;font-size:13px;line-height:1.6;color:{Mut};font-weight:600;";
    public const string Item = "padding:12px 0 14px;line-height:1.5;border-bottom:1px solid #d8dee4;";
    public const string BandItem = "padding:12px 0 14px;line-height:1.5;border-bottom:1px solid #e6bdb8;";
    public const string LastItem = "padding:12px 0 4px;line-height:1.5;";
    public const string Event = $"margin:0;font-size:13px;color:{Ink};";
    public const string BadEvent = $"margin:0;font-size:13px;color:{Red};";
    public const string Badge = "border:1px solid #76828e;border-radius:3px;padding:0 5px;font-size:12px;color:#3d4a57;";
    public const string Title = $"margin:1px 0 0;font-size:16px;line-height:1.35;font-weight:600;color:{Ink};";
    public const string TitleLink = $"color:{Blue};text-decoration:none;";
    public const string Mark = "background-color:#dff0f3;";
    public const string Byline = $"margin:2px 0 0;font-size:13px;color:{Mut};";
    public const string Received = $"margin:2px 0 0;font-size:13px;color:{Ink};font-weight:600;";
    public const string Note = "margin:2px 0 0;font-size:13px;color:#744a00;font-weight:700;";
    public const string Context = $"margin:4px 0 0;font-size:14px;color:{Ink};";
    public const string Links = $"margin:4px 0 0;font-size:13px;color:{Mut};";

    public const string Related = $"margin:2px 0 0;font-size:13px;color:{Mut};";
    public const string Link = $"color:{Blue};";
    public const string QuietLink = $"color:{Mut};";
    public const string Why = $"margin:1px 0 0;font-size:12px;color:{Mut};";
    public const string More = $"margin:12px 0 4px 34px;font-size:14px;line-height:1.5;color:{Ink};font-weight:600;";

    public const string Facts = "margin:8px 0 2px;";
    public const string FactName = $"padding:4px 8px 4px 0;font-size:13px;color:{Mut};border-top:1px solid #d8dee4;";
    public const string FactValue = $"padding:4px 0;font-size:14px;line-height:1.4;color:{Ink};border-top:1px solid #d8dee4;";
    public const string BandFactName = $"padding:4px 8px 4px 0;font-size:13px;color:{Mut};border-top:1px solid #e6bdb8;";
    public const string BandFactValue = $"padding:4px 0;font-size:14px;line-height:1.4;color:{Ink};border-top:1px solid #e6bdb8;";
    public const string Quiet = $"color:{Mut};";
    public const string Now = $"color:{Ink};font-weight:700;";
    public const string NowSevere = $"color:{Red};font-weight:700;";

    public const string FigureLead = $"margin:4px 0 8px;font-size:14px;line-height:1.5;color:{Ink};";
    public const string Picture = $"display:block;width:100%;max-width:544px;height:auto;border:0;font-size:13px;line-height:1.5;color:{Mut};";
    public const string RungPicture = $"display:block;width:100%;max-width:360px;height:auto;border:0;font-size:12px;line-height:1.4;color:{Mut};";
    public const string Columns = "table-layout:fixed;";
    public const string Bar = $"padding:3px 0 0;font-size:12px;line-height:1.4;color:{Mut};";
    public const string BarNow = $"padding:3px 0 0;font-size:12px;line-height:1.4;color:{Ink};font-weight:700;";
    public const string Table = "margin:12px 0 0;";
    public const string ColumnHead = $"padding:0 0 2px;font-size:12px;line-height:1.4;color:{Mut};font-weight:400;";
    public const string LadderHead = $"padding:0 0 2px 14px;font-size:12px;line-height:1.4;color:{Mut};font-weight:400;";
    public const string Cell = $"padding:4px 0;font-size:13px;line-height:1.4;color:{Ink};border-top:1px solid #d8dee4;";
    public const string CellNow = $"padding:4px 0;font-size:13px;line-height:1.4;color:{Ink};font-weight:700;border-top:1px solid #d8dee4;";
    public const string CellQuiet = $"padding:4px 0;font-size:13px;line-height:1.4;color:{Mut};border-top:1px solid #d8dee4;";
    public const string LadderDrugs = $"padding:4px 0 4px 14px;font-size:13px;line-height:1.4;color:{Mut};border-top:1px solid #d8dee4;";

    public const string Unread = $"margin:4px 0 6px;font-size:14px;line-height:1.5;color:{Ink};";
    public const string UnreadName = "color:#744a00;font-weight:700;";
    public const string Sources = "margin:6px 0 0;";
    public const string Source = $"padding:2px 12px 2px 0;font-size:13px;color:{Ink};";
    public const string ShortSource = $"{Source}white-space:nowrap;";
    public const string Checked = $"padding:2px 0;font-size:13px;color:{Mut};";
    public const string Detail = $"margin:4px 0 0;font-size:13px;line-height:1.5;color:{Mut};";

    public const string FootText = $"margin:8px 0 0;font-size:13px;line-height:1.55;color:{Mut};";
    public const string FootLinks = $"margin:4px 0 0;font-size:13px;line-height:2;color:{Mut};";
    public const string FootLink = $"color:{Mut};display:inline-block;padding-right:10px;";
    public const string Small = $"margin:6px 0 0;font-size:12px;line-height:1.5;color:{Mut};";
}
