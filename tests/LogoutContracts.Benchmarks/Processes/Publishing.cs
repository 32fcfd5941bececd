namespace LogoutContracts.Benchmarks.Processes;

/// <summary>A project as its users get it: compiled ahead where ReadyToRun can.</summary>
internal static class Publishing
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <param name="folder">Everything goes there, the compiler's files too: the build that runs right now stays as it is.</param>
    /// <returns>The program.</returns>
    /// <exception cref="InvalidOperationException">It cannot be published here; the message is the compiler's.</exception>
    public static async Task<string> PublishAsync(string project, string assembly, string folder)
    {
        var output = Path.Combine(folder, assembly);
        using var dotnet = Child.Start(
            "dotnet",
            [
                "publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:Micro=false",
                $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}", "-o", output, "-nologo", "-v", "quiet", "--disable-build-servers",
            ]);
        using var timeout = new CancellationTokenSource(Timeout);
        var said = await dotnet.Output.ReadToEndAsync(timeout.Token);
        await dotnet.EndedAsync(timeout.Token);
        var program = Path.Combine(output, assembly);
        return dotnet.ExitCode == 0 && File.Exists(program) ? program : throw new InvalidOperationException($"{project} cannot be published as ReadyToRun: {said.Trim()}");
    }
}
