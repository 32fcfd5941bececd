using LogoutContracts.Drafting;
using LogoutContracts.Drafting.Choosing;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Diagnostics;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Init;

/// <summary>A file from which a contract is drafted.</summary>
internal interface IDraftSource
{
    /// <summary>The path, as the user gave it.</summary>
    string Shown { get; }

    /// <summary>The name of the file that is written.</summary>
    string DraftName { get; }

    /// <summary>Finds the operations of the contract.</summary>
    DraftFinding Find(DraftOptions options);

    /// <summary>Writes the draft.</summary>
    /// <param name="finding">It is complete.</param>
    /// <param name="path">The full path of the draft.</param>
    /// <returns>The draft with its other files, to read it again.</returns>
    WrittenText Draft(DraftFinding finding, string id, int port, string path);
}

/// <param name="Draft">The file to write.</param>
/// <param name="Files">The same, with the files that it needs.</param>
/// <param name="Read">The draft, read again.</param>
internal sealed record WrittenText(DraftText Draft, SpecFiles Files, Parsed<Contract> Read);
