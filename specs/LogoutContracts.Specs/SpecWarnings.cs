using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;
using LogoutContracts.Specs.Primitives;

namespace LogoutContracts.Specs;

/// <summary>What is not an error in a contract, but not finished either.</summary>
public static class SpecWarnings
{
    /// <summary>The open questions of the contract.</summary>
    /// <returns>Warnings, in the order of the spec.</returns>
    public static ValueList<Diagnostic> Of(Contract contract) => contract.Questions.Select(question => new Diagnostic(
        "open-question", question.At.File ?? contract.File, question.At, question.Text,
        "an answer to each question in 'x-contract.questions'",
        "correct the spec if necessary, then remove the question")
    {
        Severity = Severity.Warning,
    }).ToValueList();
}
