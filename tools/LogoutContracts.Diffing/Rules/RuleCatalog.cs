using LogoutContracts.Diffing.Changes;
using LogoutContracts.Diffing.Rules.Answers;
using LogoutContracts.Diffing.Rules.Catalogs;
using LogoutContracts.Diffing.Rules.Kinds;
using LogoutContracts.Diffing.Rules.Logouts;
using LogoutContracts.Diffing.Rules.Providers;
using LogoutContracts.Diffing.Rules.Requests;
using LogoutContracts.Diffing.Rules.Sessions;

namespace LogoutContracts.Diffing.Rules;

/// <summary>All rules, by what they compare.</summary>
internal static class RuleCatalog
{
    public static ConditionalAnswer Conditional { get; } = new();

    public static AnswerUnstated Unstated { get; } = new();

    public static AnswerStated Stated { get; } = new();

    public static AlternativeAdded AlternativeAdded { get; } = new();

    public static AlternativeRemoved AlternativeRemoved { get; } = new();

    public static RequestPartRenamed RequestPartRenamed { get; } = new();

    /// <summary>Those about logouts and clients come before those about providers.</summary>
    public static IReadOnlyList<AnswerRule> Answers { get; } =
    [
        new CredentialAccepted(), new SessionSurvives(), new FewerSessionsEnd(), new CookieKept(), new RequestRefused(),
            new StatusChanged(),
        new SessionNotOpened(), new SessionOpened(), new SessionEnds(), new AnswerPartRemoved(), new AnswerPartRenamed(),
        new AnswerTypeChanged(), new AnswerValueChanged(), new AnswerTextChanged(), new AnswerPartAdded(), new VerifyFails(),
    ];

    public static IReadOnlyList<ModelRule> Models { get; } =
    [
        new WindowGrows(), new BindingRemoved(), new CarrierRenamed(), new CarrierRemoved(), new CarrierAdded(), new CredentialAdded(),
        new CredentialRemoved(), new BindingAdded(), new LifetimeShortened(), new FormatChanged(), new KindRemoved(), new KindAdded(),
    ];

    public static IReadOnlyList<OperationRule> Operations { get; } =
        [new OperationRemoved(), new OperationAdded(), new InputMoved(), new OutputMoved()];

    public static IReadOnlyList<ContractRule> Contracts { get; } =
    [
        new ContractRemoved(), new ContractAdded(), new ReleaseRemoved(), new ReleaseAdded(), new DefaultRelease(), new AccountsChanged(),
        new RateLimitChanged(),
    ];

    /// <summary>All rules: those about logouts first, then by level.</summary>
    public static IReadOnlyList<DiffRule> All { get; } =
    [
        .. ((IEnumerable<DiffRule>)[.. Answers, .. Models, .. Operations, .. Contracts, Conditional, Unstated, Stated, AlternativeAdded,
            AlternativeRemoved,
            RequestPartRenamed])
            .OrderByDescending(rule => rule.Audience == Audience.Logout).ThenByDescending(rule => rule.Level).ThenBy(rule => rule.Audience),
    ];
}
