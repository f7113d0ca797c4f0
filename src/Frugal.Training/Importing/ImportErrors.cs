namespace Frugal.Onnx;

/// <summary>The errors of importing weights.</summary>
internal static class ImportErrors
{
    private const int Listed = 5;

    public static FrugalException NoTarget(string source, string name, IEnumerable<string> names) =>
        new($"{source}: the module has no tensor '{name}'. Its state_dict() names them: {string.Join(", ", names.Take(Listed))}, ...");

    public static FrugalException NoConstant(string source, string name, string constant) =>
        new($"{source}: it has no constant '{constant}' for {name}. Correct the map: OnnxModel.Constants lists the names.");

    public static FrugalException OtherShape(string source, string name, IEnumerable<long> shape, OnnxWeight weight, IEnumerable<long> dims) =>
        new($"{source}: {weight.Constant} has the shape {Shape(dims)}{(weight.Transposed ? " (transposed on import)" : "")}; the module's {name} has {Shape(shape)}. Correct the map, or build the module with the file's sizes.");

    private static string Shape(IEnumerable<long> dims) => string.Join('x', dims) is { Length: > 0 } shape ? shape : "of a scalar";
}
