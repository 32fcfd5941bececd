// Public names of Verify.NUnit 31.19. Its package imports both namespaces into every file of a project that references it.
#pragma warning disable CA1711, CA1716, CA1724
namespace VerifyTests
{
    public delegate void AsyncConversion();
    public delegate void AutoVerify();
    public delegate void CanConvert();
    public delegate void Conversion();
    public delegate void ConvertMember();
    public delegate void ConvertTargetMember();
    public delegate void DerivePathInfo();
    public delegate void FileAppender();
    public delegate void FileScrubber();
    public delegate void FirstVerify();
    public delegate void GlobalAutoVerify();
    public delegate void JsonAppender();
    public delegate void LineMatch();
    public delegate void LineReplace();
    public delegate void ParametersAppender();
    public delegate void SegmentMatch();
    public delegate void ShouldIgnore();
    public delegate void ShouldScrub();
    public delegate void StreamCompare();
    public delegate void StreamConversion();
    public delegate void StringCompare();
    public delegate void VerifyDelete();
    public delegate void VerifyMismatch();
    public delegate void WindowMatch();

    public enum CombinationResultType;
    public enum GuidFormats;
    public enum ScrubberLocation;

    public static class AttributeReader;
    public static class CombinationSettings;
    public static class CurrentFile;
    public static class DanglingSnapshotsCheck;
    public static class DateFormatter;
    public static class InnerVerifyChecks;
    public static class PngDecoder;
    public static class Recording;
    public static class Ssim;
    public static class StringBuilderExtensions;

    public class Combination;
    public class CombinationResult;
    public class CombinationResults;
    public class CombinationResultsConverter;
    public class Converter;
    public class Counter;
    public class InnerVerifier;
    public class Namer;
    public class TempDirectory;
    public class TempFile;
    public class VerifierSettings;
    public class VerifyJsonWriter;
    public class VerifyResult;
    public class WriteOnlyJsonConverter;

    public readonly struct AsStringResult;
    public readonly struct CombinationKey;
    public readonly struct CompareResult;
    public readonly struct ConversionResult;
    public readonly struct FilePair;
    public readonly struct LineResult;
    public readonly struct Pair;
    public readonly struct PathInfo;
    public readonly struct PngImage;
    public readonly struct ToAppend;
}

namespace VerifyNUnit
{
    public static class DanglingSnapshots;
    public static class VerifyChecks;
    public abstract class VerifyBase;
}
