using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace LogoutContracts.Tests.MockServer.Sequences;

/// <summary>Runs properties without output and without exceptions.</summary>
internal sealed class SilentRunner : IRunner
{
    public void OnStartFixture(Type t)
    {
        // Nothing to show.
    }

    public void OnArguments(int ntest, FSharpList<object> args, FSharpFunc<int, FSharpFunc<FSharpList<object>, string>> every)
    {
        // Nothing to show.
    }

    public void OnShrink(FSharpList<object> args, FSharpFunc<FSharpList<object>, string> everyShrink)
    {
        // Nothing to show.
    }

    public void OnFinished(string name, TestResult testResult)
    {
        // The test asserts what was found.
    }
}
