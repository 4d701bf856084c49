namespace TargetAlerts.Upstreams.Samples;

internal static class SampleVocabulary
{
    public static readonly string[] Phrases =
    [
        "Serotonin Plasma Membrane Transport Proteins", "SLC6A4 protein, human", "SLC6A4", "hSERT", "SERT", "SERT1", "5HTT", "5-HTT",
        "5HTTLPR", "5-HTTLPR", "STin2", "serotonin", "5-HT", "transporter", "reuptake", "antidepressant", "antidepressants", "SSRI",
        "serotonin transporter", "serotonin transporters", "5-HT transporter", "5-HT transporters", "5HT transporter",
        "5-hydroxytryptamine transporter", "serotonin reuptake transporter", "serotonin uptake transporter",
        "sodium-dependent serotonin transporter", "solute carrier family 6 member 4", "HTT", "OCD1", "selective serotonin reuptake inhibitor",
        "Retracted Publication", "Retraction of Publication", "Published Erratum", "Corrected and Republished Article",
        "Expression of Concern", "Preprint", "Review", "Journal Article", "Humans",
        .. SampleWords.Drugs,
    ];
}
