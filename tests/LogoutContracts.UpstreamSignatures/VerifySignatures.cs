// Verify.NUnit 31.19: what Snapshot.Verify.cs uses.
#nullable enable
using System.Runtime.CompilerServices;

namespace VerifyTests
{
    public partial class VerifySettings
    {
        public void UseDirectory(string directory) => throw new NotSupportedException();

        public void UseFileName(string fileName) => throw new NotSupportedException();

        public void DontScrubDateTimes() => throw new NotSupportedException();

        public void DontScrubGuids() => throw new NotSupportedException();

        public void DisableRequireUniquePrefix() => throw new NotSupportedException();
    }

    public readonly struct Target
    {
        public Target(string extension, string data, string? name = null) => throw new NotSupportedException();
    }

    public partial class SettingsTask
    {
        public TaskAwaiter<VerifyResult> GetAwaiter() => throw new NotSupportedException();
    }
}

namespace VerifyNUnit
{
    public static partial class Verifier
    {
        public static VerifyTests.SettingsTask Verify(
            VerifyTests.Target target, VerifyTests.VerifySettings? settings = null, [CallerFilePath] string sourceFile = "",
            [CallerLineNumber] int lineNumber = 0) => throw new NotSupportedException();
    }
}
