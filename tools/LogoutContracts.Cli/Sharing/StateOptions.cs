using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LogoutContracts.Cli.Audit;
using LogoutContracts.Cli.Context;
using LogoutContracts.Postgres;
using LogoutContracts.Postgres.Connections;
using LogoutContracts.Postgres.Schema;
using LogoutContracts.Specs;
using LogoutContracts.Specs.Model;

namespace LogoutContracts.Cli.Sharing;

/// <summary>The options for a state that several servers share.</summary>
internal sealed partial class StateOptions
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(2);

    private readonly Option<string?> state = new("--state")
    {
        HelpName = "CONNECTION",
        Description = "Keep sessions in this PostgreSQL database, such as 'Host=localhost;Username=me': all servers that use it are " +
            $"one mock. Or set {EnvironmentVariables.State}, which is safer for a password",
    };

    private readonly Option<string> schema = new("--state-schema")
    {
        HelpName = "NAME",
        Description = "Schema for the tables of --state; servers with different schemas share nothing",
        DefaultValueFactory = static _ => PostgresSettings.DefaultSchema,
    };

    private readonly Option<string?> timeout = new("--state-timeout")
    {
        HelpName = "TIME",
        Description = "How long a request may wait for the database before it gets 503: 5s, 200ms [default: 2s]",
    };

    private readonly Option<string> keep = new("--state-keep")
    {
        HelpName = "TIME",
        Description = "How long sessions stay in the database after their last use: 12h, 30d",
        DefaultValueFactory = static _ => "7d",
    };

    private readonly Option<bool> unlogged = new("--state-unlogged")
    {
        Description = "Create tables that are faster, but that a crash of the database empties: then all starts again from the seeds",
    };

    private readonly Option<string?> replica = new("--replica")
    {
        HelpName = "NAME",
        Description = "Name of this server in messages and the journal [default: its host and admin port]",
    };

    public Option[] All => [state, schema, timeout, keep, unlogged, replica];

    public bool IsGiven(CommandContext context, ParseResult parsed) => Connection(context, parsed) is not null;

    /// <param name="served">The contracts with their files.</param>
    /// <param name="releaseOf">The release that is served; null for the default.</param>
    /// <param name="place">Names the server if no name is given.</param>
    /// <param name="variety">What else makes answers differ.</param>
    /// <returns>Null if the state is in memory.</returns>
    /// <exception cref="UserErrorException">An option is invalid, or is given without <c>--state</c>.</exception>
    public PostgresState? Choose(
        CommandContext context, ParseResult parsed, IEnumerable<(SpecFiles Files, Contract Contract)> served,
        Func<Contract, string?> releaseOf, string place, string variety)
    {
        if (Connection(context, parsed) is not { } connection)
        {
            var alone = All.FirstOrDefault(option => option != state && parsed.GetResult(option) is { Implicit: false });
            return alone is null ? null : throw StateErrors.NeedsState(alone.Name);
        }

        var name = parsed.GetRequiredValue(schema);
        if (!SchemaName().IsMatch(name))
            throw StateErrors.SchemaName(name);
        var limit = parsed.GetValue(timeout) is { } text ? Duration.Parse(timeout.Name, text) : DefaultTimeout;
        if (limit <= TimeSpan.Zero)
            throw StateErrors.TimeoutTooShort(timeout.Name);
        var identities = served.ToDictionary(
            pair => pair.Contract.Id, pair => IdentityOf(pair.Files, pair.Contract, releaseOf(pair.Contract), variety),
            StringComparer.Ordinal);
        var settings = new PostgresSettings(connection)
        {
            Schema = name,
            Timeout = limit,
            Keep = KeepTime.Parse(keep.Name, parsed.GetRequiredValue(keep)),
            IsUnlogged = parsed.GetValue(unlogged),
            Replica = parsed.GetValue(replica) ?? $"{Environment.MachineName}:{place}",
        };
        try
        {
            return new(settings, id => identities[id]);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw StateErrors.Connection(e.Message, e);
        }
    }

    private string? Connection(CommandContext context, ParseResult parsed) =>
        parsed.GetValue(state) ?? (context.Variable(EnvironmentVariables.State) is { Length: > 0 } variable ? variable : null);

    private static ContractIdentity IdentityOf(SpecFiles files, Contract contract, string? release, string variety)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in new[] { ProgramInfo.Version, release ?? "", variety })
            Add(Encoding.UTF8.GetBytes(text));
        foreach (var file in files.All.Where(file => file != files.Workflows))
            Add(file.Utf8.Span);
        var fingerprint = Convert.ToHexStringLower(hash.GetHashAndReset());
        string[] description =
            [$"version {fingerprint[..8]} of the spec", release is null ? "" : $"release {release}", variety];
        return new(contract.Id, fingerprint, string.Join(", ", description.Where(part => part.Length > 0)));

        // The length first, so that the end of one text is not the start of the next.
        void Add(ReadOnlySpan<byte> text)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(text);
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
