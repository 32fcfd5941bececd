using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using LogoutContracts.Diffing;
using LogoutContracts.Drafting;
using LogoutContracts.Drift;
using LogoutContracts.Mocks;
using LogoutContracts.Specs;
using LogoutContracts.Tests.Support;

namespace LogoutContracts.Tests.Architecture;

/// <summary>Which projects and assemblies a project may reference. Specs and Mocks have no network, process or console I/O.</summary>
public sealed class References
{
    private static readonly string[] IoAssemblies =
    [
        "System.Net", "Microsoft.AspNetCore", "Microsoft.Extensions", "System.Console", "System.Diagnostics.Process", "System.IO.Pipes",
        "System.IO.FileSystem.Watcher",
    ];

    // The types of System.IO that do not access files. We take it that all others do.
    private static readonly string[] WithoutFiles =
    [
        "Stream", "MemoryStream", "TextReader", "StringReader", "TextWriter", "StringWriter", "Path", "IOException", "EndOfStreamException",
    ];

    private static readonly Dictionary<ushort, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);

    [TestCase("specs/LogoutContracts.Specs")]
    [TestCase("mocks/LogoutContracts.Mocks", "LogoutContracts.Specs")]
    [TestCase("mocks/LogoutContracts.MockServer", "LogoutContracts.Mocks")]
    [TestCase("tools/LogoutContracts.Verification", "LogoutContracts.Mocks")]
    [TestCase("tools/LogoutContracts.Drafting", "LogoutContracts.Specs")]
    [TestCase("tools/LogoutContracts.ClientAudit", "LogoutContracts.MockServer", "LogoutContracts.Verification")]
    [TestCase("mocks/LogoutContracts.Postgres", "LogoutContracts.MockServer")]
    [TestCase("tools/LogoutContracts.Page", "LogoutContracts.MockServer", "LogoutContracts.Verification")]
    [TestCase("tools/LogoutContracts.Drift", "LogoutContracts.Specs")]
    [TestCase("tools/LogoutContracts.Diffing", "LogoutContracts.Mocks")]
    [TestCase("mocks/LogoutContracts.AdminClient")]
    [TestCase(
        "tools/LogoutContracts.Cli",
        "LogoutContracts.MockServer", "LogoutContracts.AdminClient", "LogoutContracts.Verification", "LogoutContracts.Diffing",
        "LogoutContracts.Drafting", "LogoutContracts.Drift", "LogoutContracts.Page", "LogoutContracts.ClientAudit",
        "LogoutContracts.Postgres")]
    public void Projects_reference_one_way(string project, params string[] others)
    {
        var file = SourceTree.PathOf(project, $"{Path.GetFileName(project)}.csproj");
        XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)).Should().BeEquivalentTo(others);
    }

    [TestCase(typeof(SpecCatalog))]
    [TestCase(typeof(MockPlanner))]
    [TestCase(typeof(Drafter))]
    [TestCase(typeof(DocumentDrift))]
    [TestCase(typeof(ContractDiff))]
    public void Who_thinks_references_nothing_that_does(Type inside)
    {
        var references = inside.Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
        references.Should().NotBeEmpty();
        references.Where(reference => IoAssemblies.Any(name => reference.StartsWith(name, StringComparison.Ordinal))).Should().BeEmpty();
    }

    [TestCase(typeof(MockPlanner))]
    [TestCase(typeof(Drafter))]
    [TestCase(typeof(DocumentDrift))]
    [TestCase(typeof(ContractDiff))]
    public void Who_thinks_knows_no_files(Type inside) => FileUsers(inside.Assembly).Should().BeEmpty();

    [Test]
    public void Specs_reads_files_in_one_place() =>
        FileUsers(typeof(SpecCatalog).Assembly).Should().Equal("InputFile", "SpecCatalog", "SpecLoader");

    /// <summary>The types whose code, including lambdas, uses a type of System.IO that accesses files.</summary>
    private static ImmutableSortedSet<string> FileUsers(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var users = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var code = file.GetMethodBody(method.RelativeVirtualAddress).GetILReader();
            if (Tokens(code).Any(token => IsOfFiles(reader, token)))
                users.Add(OutermostName(reader, method.GetDeclaringType()));
        }

        return users.ToImmutable();
    }

    private static List<EntityHandle> Tokens(BlobReader code)
    {
        var tokens = new List<EntityHandle>();
        while (code.RemainingBytes > 0)
        {
            var value = (ushort)code.ReadByte();
            if (value == 0xfe)
                value = (ushort)(0xfe00 | code.ReadByte());
            switch (OpCodesByValue[value].OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    tokens.Add((EntityHandle)System.Reflection.Metadata.Ecma335.MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineSig or OperandType.InlineString
                    or OperandType.ShortInlineR:
                    code.Offset += 4;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset += 1;
                    break;
            }
        }

        return tokens;
    }

    private static bool IsOfFiles(MetadataReader reader, EntityHandle token) => token.Kind switch
    {
        HandleKind.TypeReference => reader.GetTypeReference((TypeReferenceHandle)token) is var type
            && reader.GetString(type.Namespace) is "System.IO"
            && !WithoutFiles.Contains(reader.GetString(type.Name), StringComparer.Ordinal),
        HandleKind.MemberReference => IsOfFiles(reader, reader.GetMemberReference((MemberReferenceHandle)token).Parent),
        HandleKind.MethodSpecification => IsOfFiles(reader, reader.GetMethodSpecification((MethodSpecificationHandle)token).Method),
        _ => false,
    };

    private static string OutermostName(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? OutermostName(reader, outer) : reader.GetString(type.Name);
    }
}
