namespace TargetAlerts.Sources.OpenTargets;

/// <summary>Names of drugs without the salt they are given as: "AFATINIB DIMALEATE" is afatinib, "CETUXIMAB SAROTALOCAN" is no cetuximab.</summary>
internal static class Salts
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "HYDROCHLORIDE", "DIHYDROCHLORIDE", "HCL", "HYDROBROMIDE", "HYDROIODIDE", "SULFATE", "SULPHATE", "BISULFATE", "HEMISULFATE", "PHOSPHATE", "DIPHOSPHATE", "NITRATE",
        "ACETATE", "DIACETATE", "CITRATE", "MALEATE", "DIMALEATE", "MALATE", "FUMARATE", "HEMIFUMARATE", "TARTRATE", "BITARTRATE", "SUCCINATE", "OXALATE", "LACTATE", "GLUCONATE", "BENZOATE", "SALICYLATE",
        "MESYLATE", "DIMESYLATE", "MESILATE", "TOSYLATE", "DITOSYLATE", "TOSILATE", "BESYLATE", "BESILATE", "ESYLATE", "EDISYLATE", "NAPSYLATE", "CAMSYLATE", "ISETHIONATE", "PAMOATE", "EMBONATE",
        "SODIUM", "DISODIUM", "POTASSIUM", "CALCIUM", "MAGNESIUM", "LITHIUM", "MEGLUMINE", "TROMETHAMINE", "CHLORIDE", "BROMIDE", "IODIDE",
        "HYDRATE", "MONOHYDRATE", "DIHYDRATE", "TRIHYDRATE", "HEMIHYDRATE", "SESQUIHYDRATE", "ANHYDROUS", "MONOHYDROCHLORIDE", "HEMITARTRATE",
    };

    public static string Parent(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var kept = words.Length;
        while (kept > 1 && Words.Contains(words[kept - 1])) kept--;
        // "SODIUM CHLORIDE": what is nothing but such words is its own parent.
        return kept == words.Length || words.Take(kept).All(Words.Contains) ? name : string.Join(' ', words.Take(kept));
    }
}
