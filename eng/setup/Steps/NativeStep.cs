namespace Frugal.Setup.Steps;

/// <summary>The native shims of eng/native, built with CMake into artifacts/native.</summary>
public sealed class NativeStep(Repository repository) : ISetupStep
{
    private readonly Stamp stamp = new(repository, "native");

    public string Name => "native shim";

    public IReadOnlyList<Check> Inspect()
    {
        var libraries = Libraries();
        return libraries.Length == 0 ? [Check.Missing(Name, "not built", "./frugal setup")]
            : stamp.Holds(Key()) ? [Check.Fine(Name, string.Join(", ", libraries.Select(Path.GetFileName)))]
            : [Check.Missing(Name, "older than its sources", "./frugal setup")];
    }

    public void Apply()
    {
        var key = Key();
        stamp.Clear();
        var log = new LogFile(repository, "native");
        var build = Path.Combine(repository.NativeOutput, "build");
        Run(log, "--fresh", "-S", repository.Native, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
            $"-DCMAKE_LIBRARY_OUTPUT_DIRECTORY={repository.NativeOutput}");
        Run(log, "--build", build);
        stamp.Write(key);
    }

    private static void Run(LogFile log, params string[] arguments)
    {
        if (Shell.Run(new ShellCommand("cmake", arguments), log) != 0)
        {
            throw new SetupException(Remedies.Explain("The native shim could not be built", log));
        }
    }

    private string[] Libraries() =>
        Directory.Exists(repository.NativeOutput) ? [.. Directory.GetFiles(repository.NativeOutput, "*.so").Order(StringComparer.Ordinal)] : [];

    private string Key() => SourceHash.OfContents(repository.Root, ["eng/native"]);
}
