using System.Runtime.InteropServices;
using Frugal.Setup.Checks;

namespace Frugal.Setup.Systems;

/// <summary>Which engines have packages for a system, and what works without the others.</summary>
public static class EngineSupport
{
    private const string Served = "Windows, Linux with glibc and macOS on Apple silicon";

    /// <summary>The minimum glibc of TorchSharp's native library; libtorch and ONNX Runtime accept older versions.</summary>
    private static readonly Version LowestGlibc = new(2, 34);

    /// <summary>The systems for which libtorch 2.10 has a package. eng/Engines.targets has the same list.</summary>
    public static IReadOnlyList<string> WithTorch { get; } = ["linux-x64", "win-x64", "win-arm64", "osx-arm64"];

    /// <summary>The systems for which ONNX Runtime has a library, but libtorch has no package.</summary>
    public static IReadOnlyList<string> WithoutTorch { get; } = ["linux-arm64"];

    /// <summary>Commands that load libtorch.</summary>
    public static IReadOnlyList<string> NeedTorch { get; } = ["start", "export", "compress", "search", "test"];

    /// <summary>The corresponding line of doctor. <see cref="State.Missing"/>: nothing of the course would run on this system.</summary>
    public static Check Judge(Host host) => Lacks(host) switch
    {
        { } lack => lack,
        null when WithoutTorch.Contains(host.Rid) => new Check("engines", State.Optional,
            $"libtorch has no package for {host.Rid}: quantize, measure and grade work on ONNX models; {string.Join(", ", NeedTorch)} and the notebooks that train do not",
            "train on an x64 machine, and bring the .onnx file here"),
        null => Check.Fine("engines", $"packages for {host.Rid}"),
    };

    /// <summary>The message to print before anything is downloaded; null if everything is supported.</summary>
    /// <param name="host">The system.</param>
    /// <param name="command">The command to run.</param>
    /// <exception cref="SetupException">The command cannot run on this system.</exception>
    public static string? Announce(Host host, string command)
    {
        var check = Judge(host);
        if (check.State == State.Fine)
        {
            return null;
        }

        var says = $"{host.Name}: {check.Found}. Remedy: {check.Remedy}.";
        return check.State == State.Missing || NeedTorch.Contains(command) ? throw new SetupException(says) : says;
    }

    private static Check? Lacks(Host host) =>
        host.Musl ? Check.Missing("engines", $"neither libtorch nor ONNX Runtime has a package for musl ({host.Rid})", "take a system with glibc, for instance a container of Debian or Ubuntu")
        : host is { Family: Family.MacOs, Architecture: Architecture.X64, Machine: Architecture.Arm64 } ? Check.Missing("engines", "this .NET SDK is the one for Intel Macs", "install the SDK for Apple silicon (arm64)")
        : host is { Family: Family.MacOs, Architecture: Architecture.X64 } ? Check.Missing("engines", "neither libtorch 2.10 nor ONNX Runtime 1.31 has a package for Intel Macs (osx-x64)", "take a Mac with Apple silicon, or Linux in a virtual machine")
        : !WithTorch.Contains(host.Rid) && !WithoutTorch.Contains(host.Rid) ? Check.Missing("engines", $"libtorch and ONNX Runtime have no package for {host.Rid}", $"take one of {Served}")
        : host.Glibc is { } glibc && glibc < LowestGlibc ? Check.Missing("engines", $"glibc {glibc} is older than {LowestGlibc}, which TorchSharp's native library needs", "take Debian 12, Ubuntu 22.04, Fedora 35 or newer")
        : null;
}
