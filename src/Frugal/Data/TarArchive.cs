using System.Formats.Tar;
using System.IO.Compression;

namespace Frugal.Data;

/// <summary>Unpacks untrusted <c>.tar.gz</c> archives.</summary>
internal static class TarArchive
{
    private const int MaxFiles = 1_000_000;

    /// <summary>Unpacks regular files into <paramref name="folder"/>, without the archive's single top folder.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="folder">The target folder, created if it is missing.</param>
    /// <param name="maxBytes">Maximum total size of the unpacked files, in bytes.</param>
    /// <param name="cancellation">Stops between two files.</param>
    /// <exception cref="FrugalException">The archive is damaged, too large, or reaches outside the folder.</exception>
    public static void Unpack(string archive, string folder, long maxBytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        try
        {
            using var file = File.OpenRead(archive);
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var tar = new TarReader(gzip);
            var (bytes, files) = (0L, 0);
            while (tar.GetNextEntry() is { } entry)
            {
                Interruption.ThrowIfRequested(cancellation);
                switch (entry.EntryType)
                {
                    case TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes:
                        break;
                    case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                        bytes += entry.Length;
                        if (bytes > maxBytes || ++files > MaxFiles)
                        {
                            throw new FrugalException($"{archive}: it unpacks to more than the {maxBytes} bytes of the catalogue; the archive was refused.");
                        }

                        entry.ExtractToFile(TargetOf(entry.Name, folder, archive), overwrite: false);
                        break;
                    default:
                        throw new FrugalException($"{archive}: '{entry.Name}' is a {entry.EntryType}, not a plain file; the archive was refused.");
                }
            }
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new FrugalException($"{archive}: the archive is damaged ({cause.Message}). Run the same command again.", cause);
        }
        catch (IOException cause) when (DiskFull.Is(cause))
        {
            throw DiskFull.While($"unpacking {archive}", cause);
        }
    }

    private static string TargetOf(string name, string folder, string archive)
    {
        var steps = name.Replace('\\', '/').Split('/');
        var inside = steps.Length > 1 ? string.Join('/', steps[1..]) : name;
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var target = Path.GetFullPath(Path.Combine(root, inside));
        if (steps.Contains("..") || Path.IsPathRooted(inside) || !target.StartsWith(root, StringComparison.Ordinal))
        {
            throw new FrugalException($"{archive}: '{name}' leads out of the folder; the archive was refused.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return target;
    }
}
