using System.Security.Cryptography;
using System.Text;

namespace Frugal.Data;

/// <summary>Checksums of files and folders, as lower-case hexadecimal.</summary>
public static class Checksums
{
    /// <summary>SHA-256 of a file.</summary>
    public static string Sha256(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>
    /// SHA-256 of the list of a folder's files: a line <c>hash  relative/path</c> for each, ordered by the bytes of the path.
    /// </summary>
    /// <remarks>The same as <c>find . -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum</c>.</remarks>
    public static string Manifest(string folder)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToArray();
        var lines = new string[files.Length];
        ParallelLoop.For(files.Length, i => lines[i] = $"{Sha256(files[i].Path)}  {files[i].Name}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>Git's hash of a folder: the SHA-1 of its tree object, with every file as a regular file (mode 100644).</summary>
    /// <remarks>The same as <c>git rev-parse COMMIT^{tree}</c> for a commit that holds just these files.</remarks>
    public static string GitTree(string folder) => Convert.ToHexStringLower(TreeOf(folder));

#pragma warning disable CA5350 // SHA-1 is what git names its objects with
    private static byte[] TreeOf(string folder)
    {
        // Git orders a folder as though its name ended in '/'.
        var entries = Directory.GetFileSystemEntries(folder)
            .Select(path => (Path: path, Name: Path.GetFileName(path), IsFolder: Directory.Exists(path)))
            .OrderBy(entry => entry.IsFolder ? entry.Name + "/" : entry.Name, StringComparer.Ordinal)
            .ToArray();
        var hashes = new byte[entries.Length][];
        ParallelLoop.For(entries.Length, i => hashes[i] = entries[i].IsFolder ? TreeOf(entries[i].Path) : BlobOf(entries[i].Path));
        using var tree = new MemoryStream();
        for (var i = 0; i < entries.Length; i++)
        {
            tree.Write(Encoding.UTF8.GetBytes($"{(entries[i].IsFolder ? "40000" : "100644")} {entries[i].Name}\0"));
            tree.Write(hashes[i]);
        }

        return SHA1.HashData([.. Encoding.ASCII.GetBytes($"tree {tree.Length}\0"), .. tree.ToArray()]);
    }

    private static byte[] BlobOf(string path)
    {
        using var stream = File.OpenRead(path);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha.AppendData(Encoding.ASCII.GetBytes($"blob {stream.Length}\0"));
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            sha.AppendData(buffer, 0, read);
        }

        return sha.GetHashAndReset();
    }
#pragma warning restore CA5350
}
