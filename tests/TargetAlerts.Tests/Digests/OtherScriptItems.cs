using TargetAlerts.Digests;

namespace TargetAlerts.Tests.Digests;

/// <summary>Made-up papers written from right to left, or in wide characters.</summary>
internal static class OtherScriptItems
{
    public static IReadOnlyList<DigestItem> All { get; } =
    [
        SampleItems.Paper(1) with { Title = "ناقل السيروتونين SERT في الصفائح الدموية: دراسة مختلقة", Byline = "مؤلف مختلق · مجلة مختلقة 2026" },
        SampleItems.Paper(2) with { Title = "טרנספורטר הסרוטונין ו-SERT בטסיות: מחקר בדוי לחלוטין שנכתב רק כדי לבדוק שבירת שורות בדואר", Byline = "מחבר בדוי" },
        SampleItems.Paper(3) with
        {
            Title = "セロトニントランスポーター（SERT）の立体構造解析と阻害薬の結合様式に関する架空の研究、折り返しを確かめるための長い題名。",
            Byline = "架空太郎、架空花子 · 架空雑誌 2026",
            Facts = [new("状態", "査読前", "出版済み", null, false)],
        },
        SampleItems.Paper(4) with { Title = "血清素转运体与选择性抑制剂的虚构研究 👩‍🔬 étude fictive", Byline = "虚构作者 · 虚构期刊 2026" },
    ];
}
