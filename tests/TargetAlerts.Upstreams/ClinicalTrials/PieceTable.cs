namespace TargetAlerts.Upstreams.ClinicalTrials;

/// <summary>The fields of a protocol, and those derived fields that a reader may ask for.</summary>
internal static class PieceTable
{
    // One line per module: path=Piece …
    private const string Table = """
        protocolSection =ProtocolSection identificationModule=IdentificationModule statusModule=StatusModule sponsorCollaboratorsModule=SponsorCollaboratorsModule oversightModule=OversightModule descriptionModule=DescriptionModule conditionsModule=ConditionsModule designModule=DesignModule armsInterventionsModule=ArmsInterventionsModule outcomesModule=OutcomesModule eligibilityModule=EligibilityModule contactsLocationsModule=ContactsLocationsModule referencesModule=ReferencesModule ipdSharingStatementModule=IPDSharingStatementModule
        protocolSection.identificationModule nctId=NCTId nctIdAliases=NCTIdAlias orgStudyIdInfo=OrgStudyIdInfo orgStudyIdInfo.id=OrgStudyId orgStudyIdInfo.type=OrgStudyIdType orgStudyIdInfo.link=OrgStudyIdLink secondaryIdInfos=SecondaryIdInfo secondaryIdInfos.id=SecondaryId secondaryIdInfos.type=SecondaryIdType secondaryIdInfos.domain=SecondaryIdDomain secondaryIdInfos.link=SecondaryIdLink briefTitle=BriefTitle officialTitle=OfficialTitle acronym=Acronym organization=Organization organization.fullName=OrgFullName organization.class=OrgClass
        protocolSection.statusModule statusVerifiedDate=StatusVerifiedDate overallStatus=OverallStatus lastKnownStatus=LastKnownStatus delayedPosting=DelayedPosting whyStopped=WhyStopped expandedAccessInfo=ExpandedAccessInfo expandedAccessInfo.hasExpandedAccess=HasExpandedAccess startDateStruct=StartDateStruct startDateStruct.date=StartDate startDateStruct.type=StartDateType primaryCompletionDateStruct=PrimaryCompletionDateStruct primaryCompletionDateStruct.date=PrimaryCompletionDate primaryCompletionDateStruct.type=PrimaryCompletionDateType completionDateStruct=CompletionDateStruct completionDateStruct.date=CompletionDate completionDateStruct.type=CompletionDateType
        protocolSection.statusModule studyFirstSubmitDate=StudyFirstSubmitDate studyFirstSubmitQcDate=StudyFirstSubmitQCDate studyFirstPostDateStruct=StudyFirstPostDateStruct studyFirstPostDateStruct.date=StudyFirstPostDate studyFirstPostDateStruct.type=StudyFirstPostDateType resultsWaived=ResultsWaived resultsFirstSubmitDate=ResultsFirstSubmitDate resultsFirstSubmitQcDate=ResultsFirstSubmitQCDate resultsFirstPostDateStruct=ResultsFirstPostDateStruct resultsFirstPostDateStruct.date=ResultsFirstPostDate resultsFirstPostDateStruct.type=ResultsFirstPostDateType dispFirstSubmitDate=DispFirstSubmitDate dispFirstPostDateStruct=DispFirstPostDateStruct dispFirstPostDateStruct.date=DispFirstPostDate lastUpdateSubmitDate=LastUpdateSubmitDate lastUpdatePostDateStruct=LastUpdatePostDateStruct lastUpdatePostDateStruct.date=LastUpdatePostDate lastUpdatePostDateStruct.type=LastUpdatePostDateType
        protocolSection.sponsorCollaboratorsModule responsibleParty=ResponsibleParty responsibleParty.type=ResponsiblePartyType leadSponsor=LeadSponsor leadSponsor.name=LeadSponsorName leadSponsor.class=LeadSponsorClass collaborators=Collaborator collaborators.name=CollaboratorName collaborators.class=CollaboratorClass
        protocolSection.oversightModule oversightHasDmc=OversightHasDMC isFdaRegulatedDrug=IsFDARegulatedDrug isFdaRegulatedDevice=IsFDARegulatedDevice
        protocolSection.descriptionModule briefSummary=BriefSummary detailedDescription=DetailedDescription
        protocolSection.conditionsModule conditions=Condition keywords=Keyword
        protocolSection.designModule studyType=StudyType patientRegistry=PatientRegistry targetDuration=TargetDuration phases=Phase designInfo=DesignInfo designInfo.allocation=DesignAllocation designInfo.interventionModel=DesignInterventionModel designInfo.primaryPurpose=DesignPrimaryPurpose designInfo.observationalModel=DesignObservationalModel designInfo.timePerspective=DesignTimePerspective designInfo.maskingInfo=DesignMaskingInfo designInfo.maskingInfo.masking=DesignMasking designInfo.maskingInfo.whoMasked=DesignWhoMasked enrollmentInfo=EnrollmentInfo enrollmentInfo.count=EnrollmentCount enrollmentInfo.type=EnrollmentType
        protocolSection.armsInterventionsModule armGroups=ArmGroup armGroups.label=ArmGroupLabel armGroups.type=ArmGroupType armGroups.description=ArmGroupDescription armGroups.interventionNames=ArmGroupInterventionName interventions=Intervention interventions.type=InterventionType interventions.name=InterventionName interventions.description=InterventionDescription interventions.armGroupLabels=InterventionArmGroupLabel interventions.otherNames=InterventionOtherName
        protocolSection.outcomesModule primaryOutcomes=PrimaryOutcome primaryOutcomes.measure=PrimaryOutcomeMeasure primaryOutcomes.description=PrimaryOutcomeDescription primaryOutcomes.timeFrame=PrimaryOutcomeTimeFrame secondaryOutcomes=SecondaryOutcome secondaryOutcomes.measure=SecondaryOutcomeMeasure secondaryOutcomes.description=SecondaryOutcomeDescription secondaryOutcomes.timeFrame=SecondaryOutcomeTimeFrame otherOutcomes=OtherOutcome otherOutcomes.measure=OtherOutcomeMeasure
        protocolSection.eligibilityModule eligibilityCriteria=EligibilityCriteria healthyVolunteers=HealthyVolunteers sex=Sex minimumAge=MinimumAge maximumAge=MaximumAge stdAges=StdAge studyPopulation=StudyPopulation
        protocolSection.contactsLocationsModule centralContacts=CentralContact centralContacts.name=CentralContactName centralContacts.phone=CentralContactPhone centralContacts.email=CentralContactEMail overallOfficials=OverallOfficial overallOfficials.name=OverallOfficialName locations=Location locations.facility=LocationFacility locations.status=LocationStatus locations.city=LocationCity locations.state=LocationState locations.zip=LocationZip locations.country=LocationCountry
        protocolSection.referencesModule references=Reference references.pmid=ReferencePMID references.type=ReferenceType references.citation=ReferenceCitation
        resultsSection =ResultsSection
        documentSection =DocumentSection
        annotationSection =AnnotationSection
        derivedSection =DerivedSection miscInfoModule=MiscInfoModule miscInfoModule.versionHolder=VersionHolder conditionBrowseModule=ConditionBrowseModule conditionBrowseModule.meshes=ConditionMesh conditionBrowseModule.meshes.id=ConditionMeshId conditionBrowseModule.meshes.term=ConditionMeshTerm conditionBrowseModule.ancestors=ConditionAncestor conditionBrowseModule.ancestors.id=ConditionAncestorId conditionBrowseModule.ancestors.term=ConditionAncestorTerm interventionBrowseModule=InterventionBrowseModule interventionBrowseModule.meshes=InterventionMesh interventionBrowseModule.meshes.id=InterventionMeshId interventionBrowseModule.meshes.term=InterventionMeshTerm interventionBrowseModule.ancestors=InterventionAncestor interventionBrowseModule.ancestors.id=InterventionAncestorId interventionBrowseModule.ancestors.term=InterventionAncestorTerm interventionBrowseModule.browseBranches=InterventionBrowseBranch interventionBrowseModule.browseBranches.name=InterventionBrowseBranchName
        hasResults =HasResults
        """;

    public static Dictionary<string, string> Read()
    {
        var pieces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var word in words.Skip(1))
            {
                var pair = word.Split('=');
                pieces[pair[1]] = pair[0].Length == 0 ? words[0] : $"{words[0]}.{pair[0]}";
            }
        }
        return pieces;
    }
}
