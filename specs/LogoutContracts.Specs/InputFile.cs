using System.Globalization;

namespace LogoutContracts.Specs;

/// <summary>Reads files that a user names. Never waits for a pipe, and never reads without end.</summary>
public static class InputFile
{
    /// <summary>Maximum size in bytes.</summary>
    public const int MaxLength = 16 << 20;

    /// <exception cref="IOException">
    /// The file cannot be read, is larger than <see cref="MaxLength"/>, or has no size: it is empty, a pipe, a device or a socket.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static byte[] Read(string path)
    {
        var length = LengthOf(path);
        if (length == 0)
            throw new IOException($"'{Path.GetFileName(path)}' is empty, or a pipe or device; expected a regular file with content");
        if (length > MaxLength)
            throw TooLarge(path, $"{length.ToString("N0", CultureInfo.InvariantCulture)} bytes");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Content(file);
    }

    // Looks before opening: opening a pipe waits for its writer. Pipes, devices and sockets have no size, and what a link to one
    // names does not exist as a file.
    private static long LengthOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true) switch
    {
        null => new FileInfo(path).Length,
        FileInfo { Exists: true } target => target.Length,
        _ => 0,
    };

    // The file may grow while it is read.
    private static byte[] Content(FileStream file)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 << 10];
        while (file.Read(buffer) is > 0 and var count)
        {
            content.Write(buffer, 0, count);
            if (content.Length > MaxLength)
                throw TooLarge(file.Name, "more and more bytes");
        }

        return content.ToArray();
    }

    private static IOException TooLarge(string path, string found) =>
        new($"'{Path.GetFileName(path)}' has {found}; expected at most {MaxLength.ToString("N0", CultureInfo.InvariantCulture)} bytes");
}
