using System.Xml;

namespace Frugal.Site.Reference;

/// <summary>What can stop the making of the API reference.</summary>
internal static class ReferenceErrors
{
    public static FrugalException NotBuilt(string file) =>
        new($"{file}: the API reference needs this file, and it is missing. Run: dotnet build src/{Path.GetFileNameWithoutExtension(file)} -c Release");

    public static FrugalException NotReadable(string file, XmlException wrong) =>
        new($"{file}:{wrong.LineNumber}: not well-formed XML. Run: dotnet build src/{Path.GetFileNameWithoutExtension(file)} -c Release --no-incremental", wrong);

    public static FrugalException NoPurpose(string space) =>
        new($"namespace {space}: the reference's index has no text for it. Add one in both languages to src/Frugal.Site/Reference/ReferenceNamespace.cs.");
}
