namespace TargetAlerts.Sources.OpenTargets;

/// <summary>One question for each section; the names of fields are those of the website's own queries (SPEC.md, "Queries").</summary>
internal static class OpenTargetsQueries
{
    public const string Release = "query Release { meta { dataVersion { year month iteration } } }";

    public const string Drugs = """
        query Drugs($id: String!) { target(ensemblId: $id) { id drugAndClinicalCandidates { count rows { id maxClinicalStage drug { id name } diseases { disease { id name } diseaseFromSource } } } } }
        """;

    public const string Stops = """
        query Stops($id: String!) { target(ensemblId: $id) { id drugAndClinicalCandidates { count rows { id drug { id } clinicalReports { id trialWhyStopped trialStopReasonCategories } } } } }
        """;

    public const string Diseases = """
        query Diseases($id: String!, $index: Int!, $size: Int!) { target(ensemblId: $id) { id associatedDiseases(page: { index: $index, size: $size }) { count rows { score disease { id name } datatypeScores { id score } } } } }
        """;

    public const string Annotation = """
        query Annotation($id: String!) { target(ensemblId: $id) { id approvedSymbol tractability { label modality value } safetyLiabilities { event datasource } } }
        """;
}
