namespace Frugal.Gguf;

/// <summary>The errors of importing a GGUF file into TorchSharp, all created here.</summary>
internal static class GgufImportErrors
{
    private const string Remedy = "Import a file that LlamaExporter wrote, or one that llama.cpp quantised from it; run other files with llama.cpp.";

    public static FrugalException Architecture(string file, string architecture) => new($"{file}: its architecture is {GgufErrors.Quote(architecture)}; 'llama' is imported. {Remedy}");

    public static FrugalException Tokenizer(string file, string what) => new($"{file}: it has a tokenizer {what}; byte pairs as 'gpt2' split in the way 'gpt-2' are imported. {Remedy}");

    public static FrugalException Rotation(string file, long turned, int headWidth) =>
        new(FormattableString.Invariant($"{file}: the rotation turns {turned} components of a head, of {headWidth}; all of them are imported. {Remedy}"));

    public static FrugalException UnknownTensor(string file, string name) => new($"{file}: tensor {GgufErrors.Quote(name)} has no place in a LlamaModel. {Remedy}");

    public static FrugalException OtherShape(string file, string name, IEnumerable<long> given, IEnumerable<long> wanted) =>
        new($"{file}: tensor {GgufErrors.Quote(name)} has the shape {string.Join('x', given)}; its metadata announce {string.Join('x', wanted)}. Download or convert the file again.");
}
