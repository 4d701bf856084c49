namespace TargetAlerts.Upstreams.Samples;

internal static class SampleWords
{
    public const string MadeUp = "This record is made up for a stand-in server.";

    public static readonly string[] Names =
    [
        "serotonin transporter", "SLC6A4", "5-HT transporter", "serotonin transporter (SERT)", "human SERT, the serotonin transporter,",
        "5-HTTLPR", "serotonin reuptake transporter", "hSERT",
    ];

    public static readonly string[] Drugs =
    [
        "fluoxetine", "sertraline", "paroxetine", "citalopram", "escitalopram", "fluvoxamine", "vortioxetine", "vilazodone",
        "duloxetine", "venlafaxine", "desvenlafaxine", "levomilnacipran", "dapoxetine", "clomipramine",
    ];

    public static readonly string[] Methods =
    [
        "Cryo-EM structure", "Allosteric inhibition", "Positron emission tomography", "Knock-out mice lacking", "Trafficking and phosphorylation",
        "Epigenetic regulation", "Ligand-induced conformational change", "Substrate selectivity", "Molecular dynamics simulation",
        "Platelet uptake and expression", "A meta-analysis of occupancy", "Gene-environment interaction",
    ];

    public static readonly string[] Conditions =
    [
        "Major Depressive Disorder", "Obsessive-Compulsive Disorder", "Panic Disorder", "Generalized Anxiety Disorder",
        "Premature Ejaculation", "Neuropathic Pain", "Pulmonary Hypertension", "Irritable Bowel Syndrome", "Alzheimer Disease", "PTSD",
    ];

    public static readonly string[] Surnames =
    [
        "Aldermoor", "Brixholm", "Castelvane", "Dunmarrow", "Eskerby", "Fenwickson", "Garrowdale", "Hollinsby", "Ilverton", "Jessamy",
    ];

    public static readonly string[] Countries = ["Germany", "Japan", "United States", "Brazil", "Denmark", "India", "Canada"];

    public static readonly string[] Sponsors = ["Institute of Made-up Results", "Fictional Pharma", "University of Nowhere", "Imaginary Health Agency"];

    // Neighbours that a careful query does not pick up.
    public static readonly (string Title, string Text)[] Decoys =
    [
        ("CAG repeat length in HTT and age at onset", "The huntingtin gene HTT was sequenced in a cohort."),
        ("Sert ceramics for dental crowns", "A sert material was tested in the laboratory."),
        ("OCD1 rating scores after deep brain stimulation", "Scores of the scale OCD1 fell."),
        ("Dopamine transporter imaging in Parkinson disease", "Binding to the dopamine transporter was measured."),
    ];
}
