using System.Text;

namespace Frugal.Gguf;

/// <summary>Errors in reading and writing GGUF files, all created here.</summary>
internal static class GgufErrors
{
    private const int LongestQuote = 60;
    private const string Again = "Download or convert the file again.";

    public static FrugalException NotFound(string path) => new($"{path}: there is no such file. Check the path.");

    public static FrugalException NotAFile(string path, string kind) => new($"{path}: is {kind}; a GGUF file is a regular file. Give the path of a file.");

    public static FrugalException Unreadable(string path, Exception? cause = null) =>
        new($"{path}: cannot be read{(cause is null ? "" : $" ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')})")}. Check that it is a file that you have permission to read.", cause);

    public static FrugalException NotGguf(string file, string what) => new($"{file}: not a GGUF file ({what}). {Again}");

    public static FrugalException Version(string file, uint version) =>
        new(FormattableString.Invariant($"{file}: GGUF version {version}; Frugal reads versions 2 and 3. Convert the model again with a current llama.cpp."));

    public static FrugalException BigEndian(string file) => new($"{file}: written for big-endian processors; Frugal reads little-endian files. Convert the model again without --big-endian.");

    public static FrugalException CutOff(string file, string what, long at, long wanted, long left) =>
        Broken(file, FormattableString.Invariant($"{what} at byte {at:N0} needs {wanted:N0} bytes, and {left:N0} are left"));

    public static FrugalException TooMany(string file, string what, ulong count, long left) =>
        Broken(file, FormattableString.Invariant($"it announces {count:N0} {what}, more than the {left:N0} bytes left can hold"));

    public static FrugalException LongText(string file, string what, ulong length, int most) =>
        Broken(file, FormattableString.Invariant($"{what} has {length:N0} bytes; at most {most:N0} are allowed"));

    public static FrugalException NotUtf8(string file, string what, long at, Exception cause) =>
        Broken(file, FormattableString.Invariant($"{what} at byte {at:N0} is not valid UTF-8"), cause);

    public static FrugalException BadName(string file, string what, string name) => Broken(file, $"{what} is {Quote(name)}; it must have at least one character and no control characters");

    public static FrugalException UnknownValueType(string file, string what, uint type) => Broken(file, FormattableString.Invariant($"{what} has type {type}; types are 0 to 12"));

    public static FrugalException NotABool(string file, string what, byte value) => Broken(file, FormattableString.Invariant($"{what} is a truth value of {value}; it must be 0 or 1"));

    public static FrugalException NestedArray(string file, string what) => Broken(file, $"{what} is an array of arrays, which neither Frugal nor llama.cpp reads");

    public static FrugalException Twice(string file, string what, string name) => Broken(file, $"it has two {what}s named {Quote(name)}");

    public static FrugalException Alignment(string file, long alignment) =>
        Broken(file, FormattableString.Invariant($"{GgufKeys.Alignment} is {alignment}; it must be a power of two"));

    public static FrugalException Tensor(string file, string tensor, string what, Exception? cause = null) => Broken(file, $"tensor {Quote(tensor)}: {what}", cause);

    public static FrugalException OutOfFile(string file, string tensor, long bytes, Int128 at, long length) =>
        Tensor(file, tensor, FormattableString.Invariant($"its {bytes:N0} bytes begin at byte {at:N0}, and the file has {length:N0}"));

    public static FrugalException RemovedType(string name) => new($"type {name} is no longer in use; convert the original model again to another type.");

    public static FrugalException UnknownType(uint number) =>
        new(FormattableString.Invariant($"type {number} is unknown; types are {GgufType.All[0].Number} to {GgufType.All[^1].Number}."));

    public static FrugalException UnknownTypeName(string name) => new($"Unknown type {Quote(name)}. Choose one of {string.Join(", ", GgufType.All)}.");

    public static FrugalException CannotDequantize(GgufType type) =>
        new($"{type}: converted to floats are {string.Join(", ", GgufType.All.Where(other => other.CanDequantize))}. Choose a file in one of these types.");

    public static FrugalException BlockLengths(GgufType type, int bytes, int floats) =>
        new(FormattableString.Invariant($"{type}: {bytes:N0} bytes for {floats:N0} floats; {type.BytesPerBlock} bytes hold {type.BlockSize}. Give whole blocks and as many floats."));

    public static FrugalException MissingKey(string file, string key) => new($"{file}: the metadata lack the key {Quote(key)}. Use a file that has it.");

    public static FrugalException MissingTensor(string file, string name) => new($"{file}: there is no tensor {Quote(name)}. `frugal gguf info --tensors` lists them.");

    public static FrugalException ForeignTensor(string file, string name) => new($"{file}: tensor {Quote(name)} is of another file. Take the tensors of the file that you read from.");

    public static FrugalException Key(string file, string key, FrugalException cause) => new($"{file}: key {Quote(key)}: {cause.Message}", cause);

    public static FrugalException OtherType(GgufValueType wanted, GgufValue given, bool array = false) =>
        new($"{(array ? $"an array of {wanted}" : wanted)} was expected, it holds {(given.ElementType is { } type ? $"an array of {type}" : given.Type)}. Read it in its own type.");

    public static FrugalException NoValueType(string type) => new($"GGUF has no value type for {type}. Use integers of 8 to 64 bits, float, double, bool or string.");

    public static FrugalException TooLarge(string file, string tensor, long bytes) =>
        new(FormattableString.Invariant($"{file}: tensor {Quote(tensor)} has {bytes:N0} bytes, too many for one array or span. Read it in parts."));

    public static FrugalException Rows(string file, GgufTensor tensor, long first, long floats) =>
        new(FormattableString.Invariant($"{file}: tensor {Quote(tensor.Name)} has {tensor.Rows:N0} rows of {tensor.RowLength:N0} numbers; from row {first:N0}, {floats:N0} numbers were asked for. Ask for whole rows that it has."));

    public static FrugalException Unwritable(string what) => new($"GGUF: {what}.");

    /// <summary>A name from a file, for display: short, and without control characters.</summary>
    public static string Quote(string name)
    {
        var shown = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Take(LongestQuote))
        {
            shown.Append(Rune.IsControl(rune) ? new Rune('?') : rune);
        }

        return $"'{shown}{(shown.Length < name.Length ? "..." : "")}'";
    }

    private static FrugalException Broken(string file, string what, Exception? cause = null) => new($"{file}: the GGUF file is broken: {what}. {Again}", cause);
}
