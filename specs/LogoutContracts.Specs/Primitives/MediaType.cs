namespace LogoutContracts.Specs.Primitives;

/// <summary>Helpers for media types, such as <c>application/json; charset=utf-8</c>.</summary>
public static class MediaType
{
    /// <summary>The type and subtype in lower case, without parameters.</summary>
    public static string Essence(string mediaType)
    {
        // Usually there is nothing to change, so nothing is allocated.
        foreach (var c in mediaType)
        {
            if (c is ';' or ' ' or '\t' or (>= 'A' and <= 'Z'))
                return mediaType.Split(';', 2)[0].Trim().ToLowerInvariant();
        }

        return mediaType;
    }

    public const string UrlEncodedForm = "application/x-www-form-urlencoded";

    public const string MultipartForm = "multipart/form-data";

    /// <summary>Whether the body is a form, URL-encoded or multipart.</summary>
    /// <param name="essence">In lower case, without parameters.</param>
    public static bool IsForm(string essence) => essence is UrlEncodedForm or MultipartForm;

    /// <summary>Whether the body is JSON, including types such as <c>application/problem+json</c>.</summary>
    public static bool IsJson(string mediaType) =>
        Essence(mediaType) is var essence && (essence is "application/json" || essence.EndsWith("+json", StringComparison.Ordinal));
}
