using System.Globalization;
using System.Text;
using LogoutContracts.Cli.Context;
using LogoutContracts.Specs;

namespace LogoutContracts.Cli.Git;

/// <summary>Reads the objects of a repository, with one process for all.</summary>
internal sealed class GitObjects(GitProgram git) : IDisposable
{
    private readonly GitProcess process = git.Start("cat-file", "--batch");

    /// <summary>The content of an object.</summary>
    /// <param name="name">The id of the object, or an id followed by <c>^{tree}</c>. Must not come from a user.</param>
    /// <exception cref="IOException">The object is larger than <see cref="InputFile.MaxLength"/>.</exception>
    /// <exception cref="UserErrorException">The clone lacks the object, or git failed.</exception>
    public byte[] Read(string name)
    {
        try
        {
            process.Input.Write(Encoding.ASCII.GetBytes($"{name}\n"));
            process.Input.Flush();
        }
        catch (IOException)
        {
            throw process.Failed();
        }

        if (HeaderLine().Split(' ') is not [_, _, var size])
            throw GitErrors.MissingObject(name);
        var length = long.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture);
        if (length <= InputFile.MaxLength)
            return Content((int)length);
        for (var rest = length; rest > 0; rest -= InputFile.MaxLength)
            Bytes((int)Math.Min(rest, InputFile.MaxLength));
        Bytes(1);
        throw new IOException($"it has {length.ToString("N0", CultureInfo.InvariantCulture)} bytes; expected at most "
            + InputFile.MaxLength.ToString("N0", CultureInfo.InvariantCulture));
    }

    public void Dispose() => process.Dispose();

    // "<id> <type> <size>", or "<name> missing".
    private string HeaderLine()
    {
        var line = new StringBuilder();
        while (process.Output.ReadByte() is var next && next is not '\n')
        {
            if (next < 0)
                throw process.Failed();
            line.Append((char)next);
        }

        return line.ToString();
    }

    private byte[] Content(int length)
    {
        var content = Bytes(length);
        Bytes(1);
        return content;
    }

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        return process.Output.ReadAtLeast(bytes, length, throwOnEndOfStream: false) == length ? bytes : throw process.Failed();
    }
}
