namespace LogoutContracts.Benchmarks.Processes;

/// <summary>Publishes projects as ReadyToRun, as users get them.</summary>
internal static class Publishing
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <param name="folder">The folder for all output, including intermediate files, so that the running build is not overwritten.</param>
    /// <returns>The path of the program.</returns>
    /// <exception cref="InvalidOperationException">Publishing failed; the message contains the output of dotnet.</exception>
    public static async Task<string> PublishAsync(string project, string assembly, string folder)
    {
        var output = Path.Combine(folder, assembly);
        using var dotnet = Child.Start(
            "dotnet",
            [
                "publish", project, "-c", "Release", "-r", "linux-x64", "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-p:Micro=false",
                $"-p:ArtifactsPath={Path.Combine(folder, "artifacts")}", "-o", output, "-nologo", "-v", "quiet", "--disable-build-servers",
            ]);
        using var timeout = new CancellationTokenSource(Timeout);
        var said = await dotnet.Output.ReadToEndAsync(timeout.Token);
        await dotnet.EndedAsync(timeout.Token);
        var program = Path.Combine(output, assembly);
        return dotnet.ExitCode == 0 && File.Exists(program)
            ? program : throw new InvalidOperationException($"{project} cannot be published as ReadyToRun: {said.Trim()}");
    }
}
