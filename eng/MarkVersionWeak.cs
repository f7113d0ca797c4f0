#if !NET
using System;
using System.IO;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
#endif
using System.Text;

/// <summary>
/// Copies a 64-bit little-endian ELF library and marks one required symbol version as weak in the copy: where the system's library lacks the
/// version, the dynamic linker then warns instead of refusing. Only right for versions whose symbols have no relocation.
/// Source: LSB Core, "Symbol Versioning", section "Version Requirements" (Elfxx_Verneed, Elfxx_Vernaux, VER_FLG_WEAK).
/// A build task of Engines.targets, and without the task (NET) a part of Frugal.Interactive.
/// </summary>
#if NET
internal static class MarkVersionWeak
#else
public class MarkVersionWeak : Task
#endif
{
    private const uint VersionNeeds = 0x6ffffffe;   // SHT_GNU_verneed
    private const byte Weak = 2;                  // VER_FLG_WEAK

#if !NET
    [Required]
    public string Source { get; set; }

    [Required]
    public string Destination { get; set; }

    [Required]
    public string Version { get; set; }

    public override bool Execute()
    {
        var file = File.ReadAllBytes(Source);
        if (!Mark(file, Version))
        {
            Log.LogError("{0} does not ask for {1}: nothing to mark. Remove the target MarkTorch from eng/Engines.targets for this version of the package.", Source, Version);
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        var beside = Destination + "." + Guid.NewGuid().ToString("N");   // several projects may build at a time
        File.WriteAllBytes(beside, file);
        try
        {
            File.Move(beside, Destination);
        }
        catch (IOException) when (File.Exists(Destination))
        {
            File.Delete(beside);   // another project's build was first
        }

        return true;
    }
#endif

    /// <summary>Marks <paramref name="version"/> as weak in the bytes of a library. False: the library does not ask for that version.</summary>
    internal static bool Mark(byte[] file, string version)
    {
        var sections = (int)BitConverter.ToUInt64(file, 0x28);   // e_shoff
        int size = Word(file, 0x3A), count = Word(file, 0x3C);
        for (var index = 0; index < count; index++)
        {
            var header = sections + (index * size);
            if (Long(file, header + 4) == VersionNeeds)
            {
                var names = Offset(file, sections + ((int)Long(file, header + 40) * size));   // sh_link: the string table
                return Mark(file, Offset(file, header), names, version);
            }
        }

        return false;
    }

    private static bool Mark(byte[] file, int need, int names, string version)
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
