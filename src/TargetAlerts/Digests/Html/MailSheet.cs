namespace TargetAlerts.Digests.Html;

/// <summary>Fixed markup that Razor would drop or escape; nothing of a view ever passes through here.</summary>
internal static class MailSheet
{
    /// <summary>Without this block a mail reads well in light colours at any width.</summary>
    public const string Css = """

        :root { color-scheme: light dark; }
        a:hover { text-decoration: underline !important; }
        @media (max-width: 480px) {
          .outer { padding: 0 !important; }
          .pad { padding-left: 16px !important; padding-right: 16px !important; }
          .num { width: 26px !important; }
          .fact { width: 92px !important; }
          .name { font-size: 34px !important; }
          .more { padding-left: 26px !important; }
        }
        @media (prefers-color-scheme: dark) {
          .page { background-color: #0f1419 !important; }
          .card { background-color: #171d24 !important; }
          .ink { color: #e5eaef !important; }
          .mut { color: #a3afbb !important; }
          .link { color: #74c7d8 !important; }
          .high { color: #ffa297 !important; }
          .hband { background-color: #2b181a !important; }
          .warn { color: #eabd66 !important; }
          .good { color: #82cf9f !important; }
          .hl { background-color: #1d3d45 !important; }
          .rule { border-color: #333e49 !important; }
          .hrule { border-color: #63383a !important; }
          .strong { border-color: #e5eaef !important; }
          .badge { border-color: #6a7785 !important; color: #cdd5dd !important; }
        }

        """;

    // Outlook for Windows knows neither max-width nor a list of fonts.
    public const string OutlookFonts =
        "<!--[if mso]><style>td,p,a,span,h1,h2,h3{font-family:'Segoe UI',Arial,sans-serif !important;}</style><![endif]-->";

    public const string OutlookOpen =
        """<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->""";

    public const string OutlookClose = "<!--[if mso]></td></tr></table><![endif]-->";
}
