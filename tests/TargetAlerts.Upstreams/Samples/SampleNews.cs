namespace TargetAlerts.Upstreams.Samples;

/// <summary>News without end of SERT in PubMed and ClinicalTrials.gov alone: each scene brings one of every kind, on records not used before.</summary>
internal static class SampleNews
{
    public static Scene Scene(int number) => new($"scene {number}: 3 new papers, 1 retraction and its notice, 1 new trial, " +
        "1 trial terminated, 1 phase change, 1 results posting, 1 later completion, 1 cosmetic edit of a paper and of a trial", model =>
    {
        SamplePaper.Play(model, SampleTopic.Sert, number);
        SampleStudy.Play(model, SampleTopic.Sert, number);
    });
}
