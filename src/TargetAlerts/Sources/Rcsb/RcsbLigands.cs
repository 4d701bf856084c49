namespace TargetAlerts.Sources.Rcsb;

/// <summary>Components that are in a structure without being what it was made for: water, ions, buffers, lipids, sugars, detergents.</summary>
internal sealed class RcsbLigands(string? ignored)
{
    public const string Ignored = """
        HOH DOD NA CL K MG CA ZN MN FE NI CU CO CD HG BR IOD F LI RB CS SR BA SO4 PO4 NO3 NH4 ACT FMT CIT TAR MLI EDO PEG PGE PG4 P6G 1PE 2PE GOL MPD DMS IPA EOH TRS EPE MES BTB IMD BME DTT TLA SCN CO3 BCT
        NAG NDG BMA MAN FUC GAL GLC BGC SUC TRE CLR CHL CHS Y01 CPL PC1 PCW PEE PEF POV PLM OLA OLC OLB MYR STE LMT LMN DMU BOG BNG HTG UND D10 D12 HEX OCT C8E C14 8K6 R16 DD9
        """;

    private readonly HashSet<string> _ignored = [.. (ignored ?? Ignored).Split([' ', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    public bool OfInterest(string component) => component.Length > 0 && !_ignored.Contains(component);
}
