using System.Buffers.Text;
using System.Security.Cryptography;
using LogoutContracts.Specs.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace LogoutContracts.Mocks.Tokens;

/// <summary>
/// The RSA key that signs the tokens of all mocks. It is public, like everything in this repository: never trust it outside of tests.
/// </summary>
internal static class TestKey
{
    /// <summary>The key's id, in the header of each token.</summary>
    public const string Id = "logout-contracts-test";

    // PKCS #1.
    private const string Private =
        "MIIEowIBAAKCAQEAzfSXlb7ZrixL0AAZGwPgbpVlrK5sUWE0+RkjbL4iNteyp7iJX0iS23zkVYj6n35ClDkiEEnSiWYv7HDSHIPQ" +
        "yLEIay+purRo4bihOjzbeSDUdm3koPRgtJQ5m5MbC8vHEES76wKB2IQkHjSWxqu3hFgex9s+AHXV4uRpbvzx23YPKbYV46Lg5CLL" +
        "zbbpBCcjiTwa2/PaBQUPL+nvRd/am0XAjKPveb6eBLtkkhSC6N19ItWm5JqBTxrjWJgeHwjX+jcZxd5GR7JnbmDfC1cESBX7M1nL" +
        "FPdLM9IiDKunoQUp3fg69B7qB4v5oJzI49+OPkwILu7oGklScwl6kxHJPwIDAQABAoIBACWnIW11klt26rdQxUY8m7Pr6UY8Lz5j" +
        "jKk70M+pJR0sqxNht++tF3g8KYx/uf4dubNajKE4td57yagq6ibfbHS8dOMPuDKTmBcoR4Wbqa5H87/hEGrisqlg7fVE3C14aGDP" +
        "iCGLeEyqv+WrzKLusuLlr17vdLLl2CAejS4G3Xq3Ez5UpWG33Cv1n2YrOE6tGUFR7b5+b+KoJh4Z58VAF82rZaRt9mZFGFAMyGvR" +
        "IfI4hOkHIlPWqrqn5+7fa9Ao219Xmb127/wMtPZafB9yIafR907YU3Lukwt5yUgx2hpLPczudphNyZBEat1WJyuvRIA7ZXgq8/h6" +
        "TdOAPcqJSWkCgYEA76tHpup5NyAmsmHVEd6/YVkRUVKHGau0ss0qKW4qei6adBl9TAPLIdIIWlQg/3q5BewfQGWDj3mtNXzJpFpT" +
        "W78JtXvf29afdhP/BgEKr89SoDDT17HBG6nw88BX6p/2SSBi6+xunu/6d/97AlE48TJsIla06o9qyr4De8bxkWcCgYEA2/04oPDz" +
        "82BQxCRzwwrsf3wAtzeGJdN0FxF17ExvdFJR+x9vhcRws08q+u5RZuCaMOgwxKMHHxoYxIW0Hcuo9sXuMwGfWP8Usc736hIUqy1W" +
        "arUZhXPbAXCV5uc1VqKcoWLIGITa02LoAUFjqI6EjTmD4TIzmVNPovw/FyYj6mkCgYEA1fe3L2iTsUhN4+F9xMd1WqaW1GB2Zs+p" +
        "shuCcZx95bjngZEkEJIubtJBTMtg7lUVDBmCyQ4YByZdIax3pPhTBUynkVO3Rl/02wj9G9IgRVc1b/hHmICEY3szt5nXo4sN6Lk2" +
        "N2RMWi7rEOiQXEBBMuyOJ5X7TJGfiMNc/stc7S8CgYAsqGLuiPt81HiQ2LWHSphn6MxcZTEeTKasaCcAKSQXAP8Tc3Y4OYCHZfLb" +
        "rbVopP+oHfqIcG/pqGqOunWt9sH+FoAcap/meSHCVrmNEs6PUUzRrKHZrYMv76L+lMEHLUuOl3b3Q0EI2HMwjg2lEglmgd57wK0o" +
        "2vi3pW1JTbzMwQKBgEvT3RFXUZxz0wCkZcBeRhjX/Isp7mhln2L7ufa5CgeslmV6yqVFv+vjV7Ct4pvJMuj8KEa9B0ax+cYK6QfO" +
        "Cvlle7XQVATDQGk9Aa7QT7a+sysG27ObLPHxvgUdLjlIXQnGdfRDLzeMFfJLeEcYfn7z3PpCID+jWgsfSKenKjqP";

    private static readonly RSAParameters Parameters = Import();

    /// <summary>The RSA modulus in base64url.</summary>
    public static string Modulus { get; } = Base64Url.EncodeToString(Parameters.Modulus);

    /// <summary>The RSA exponent in base64url.</summary>
    public static string Exponent { get; } = Base64Url.EncodeToString(Parameters.Exponent);

    public static SigningCredentials Credentials => Signing.Credentials;

    /// <summary>The value of a placeholder such as <c>{keys.n}</c>.</summary>
    /// <param name="name">One of <see cref="KeyValues"/>.</param>
    public static string ValueOf(string name) => name switch
    {
        KeyValues.Id => Id,
        KeyValues.Modulus => Modulus,
        _ => Exponent,
    };

    private static RSAParameters Import()
    {
        using var key = RSA.Create();
        key.ImportRSAPrivateKey(Convert.FromBase64String(Private), out _);
        return key.ExportParameters(includePrivateParameters: true);
    }

    // Loaded when the first token is signed: most contracts never do.
    private static class Signing
    {
        // From the parameters, so that the library makes several RSA objects: one is not safe for concurrent use.
        public static SigningCredentials Credentials { get; } =
            new(new RsaSecurityKey(Parameters) { KeyId = Id }, SecurityAlgorithms.RsaSha256);
    }
}
