#if !NET
using System;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
#endif
using System.Text;

// The build tasks of Engines.targets: each copies a file of a package and changes a few bytes of the copy. Without the tasks (NET) a part of
// Frugal.Interactive, which makes the same copies where no build of ours runs.
#if !NET
/// <summary>Copies <see cref="Source"/> to <see cref="Destination"/> with a change. Several builds may do so at a time.</summary>
public abstract class EngineCopy : Task
{
    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    /// <summary>Changes the bytes. False: the file has nothing to change.</summary>
    protected abstract bool Change(byte[] file);

    public override bool Execute()
    {
        var file = File.ReadAllBytes(Source);
        if (!Change(file))
        {
            Log.LogError("{0} has nothing that {1} could change. Remove the task from eng/Engines.targets for this version of the package.", Source, GetType().Name);
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        var beside = Destination + "." + Guid.NewGuid().ToString("N");
        File.WriteAllBytes(beside, file);
        try
        {
            File.Delete(Destination);   // made by an older build
            File.Move(beside, Destination);
        }
        catch (IOException) when (File.Exists(Destination))
        {
            File.Delete(beside);   // another project's build was first
        }

        return true;
    }
}

/// <summary>Copies a library and marks a required symbol version as weak: see <see cref="SymbolVersions"/>.</summary>
public class MarkVersionWeak : EngineCopy
{
    [Required]
    public string Version { get; set; }

    protected override bool Change(byte[] file) => SymbolVersions.MarkWeak(file, Version);
}

/// <summary>Copies an assembly and marks it as unoptimised: see <see cref="Optimizations"/>.</summary>
public class MarkUnoptimized : EngineCopy
{
    protected override bool Change(byte[] file) => Optimizations.Disable(file);
}
#endif

/// <summary>
/// Marks an assembly so that the just-in-time compiler does not optimise its methods. In such a method every argument and variable lives until the
/// method ends. TorchSharp needs that: its methods pass handles to native code and let go of the objects, whose finalizers then free what the native
/// code still reads (a <c>Scalar</c> in <c>x.add_(1)</c>: about 4 calls in 100,000 failed while another thread collected garbage without pause).
/// Source: ECMA-335, II.23.3 (custom attributes); System.Diagnostics.DebuggableAttribute.
/// </summary>
internal static class Optimizations
{
    private const byte Default = 0x01;                // DebuggingModes.Default: without it the runtime ignores the other flag
    private const byte DisableOptimizations = 0x01;   // DebuggingModes.DisableOptimizations is 0x100: the second byte

    /// <summary>[Debuggable(IgnoreSymbolStoreSequencePoints)], as compilers write it: length, prolog, DebuggingModes, no named argument.</summary>
    private static readonly byte[] Debuggable = { 8, 1, 0, 2, 0, 0, 0, 0, 0 };

    /// <summary>Changes the attribute in the bytes of an assembly. False: it has no such attribute, or bytes that look like it more than once.</summary>
    internal static bool Disable(byte[] file)
    {
        var at = Find(file, 0);
        if (at < 0 || Find(file, at + 1) >= 0)
        {
            return false;
        }

        file[at + 3] |= Default;
        file[at + 4] |= DisableOptimizations;
        return true;
    }

    private static int Find(byte[] file, int from)
    {
        for (var at = Array.IndexOf(file, Debuggable[0], from); at >= 0 && at <= file.Length - Debuggable.Length; at = Array.IndexOf(file, Debuggable[0], at + 1))
        {
            var same = 1;
            while (same < Debuggable.Length && file[at + same] == Debuggable[same])
            {
                same++;
            }

            if (same == Debuggable.Length)
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>
/// Marks a required symbol version of a 64-bit little-endian ELF library as weak: where the system's library lacks the version, the dynamic linker then
/// warns instead of refusing. Only right for versions whose symbols have no relocation.
/// Source: LSB Core, "Symbol Versioning", section "Version Requirements" (Elfxx_Verneed, Elfxx_Vernaux, VER_FLG_WEAK).
/// </summary>
internal static class SymbolVersions
{
    private const uint VersionNeeds = 0x6ffffffe;   // SHT_GNU_verneed
    private const byte Weak = 2;                  // VER_FLG_WEAK

    /// <summary>Marks <paramref name="version"/> as weak in the bytes of a library. False: the library does not ask for that version.</summary>
    internal static bool MarkWeak(byte[] file, string version)
    {
        var sections = (int)BitConverter.ToUInt64(file, 0x28);   // e_shoff
        int size = Word(file, 0x3A), count = Word(file, 0x3C);
        for (var index = 0; index < count; index++)
        {
            var header = sections + (index * size);
            if (Long(file, header + 4) == VersionNeeds)
            {
                var names = Offset(file, sections + ((int)Long(file, header + 40) * size));   // sh_link: the string table
                return MarkWeak(file, Offset(file, header), names, version);
            }
        }

        return false;
    }

    private static bool MarkWeak(byte[] file, int need, int names, string version)
    {
        var found = false;
        for (uint next = 1; next != 0; need += (int)next)
        {
            var entry = need + (int)Long(file, need + 8);   // vn_aux
            for (var left = Word(file, need + 2); left > 0; left--)
            {
                if (Name(file, names + (int)Long(file, entry + 8)) == version)
                {
                    file[entry + 4] |= Weak;   // vna_flags, its low byte
                    found = true;
                }

                entry += (int)Long(file, entry + 12);
            }

            next = Long(file, need + 12);
        }

        return found;
    }

    private static int Offset(byte[] file, int header) => (int)BitConverter.ToUInt64(file, header + 24);

    private static ushort Word(byte[] file, int at) => BitConverter.ToUInt16(file, at);

    private static uint Long(byte[] file, int at) => BitConverter.ToUInt32(file, at);

    private static string Name(byte[] file, int at) => Encoding.ASCII.GetString(file, at, Array.IndexOf(file, (byte)0, at) - at);
}
