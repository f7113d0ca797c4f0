using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Frugal.Containment;

/// <summary>
/// Opens files that an untrusted process or model file chooses: a link is not followed, and a pipe does not block. What was opened is then judged,
/// not the path, which may have changed meanwhile.
/// </summary>
internal static partial class PlainFile
{
    private const int PathOnly = 0x200000;                   // O_PATH, on Linux

    /// <summary>No system's status of a file is larger.</summary>
    private const int StatusBytes = 256;

    // <fcntl.h> and <linux/stat.h>: the arguments of statx, the same on every processor.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint TypeAlone = 1;

    /// <summary>Opens a file for reading.</summary>
    /// <returns>The file; null if there is none that can be read, or it is a link, a folder, a pipe, a socket or a device.</returns>
    public static FileStream? Open(string path)
    {
        try
        {
            return OperatingSystem.IsWindows() ? OpenOnWindows(path) : Plain(Handle(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads at most <paramref name="most"/> bytes; null if there are more, however many the file had when it was opened.</summary>
    public static byte[]? Read(FileStream file, long most)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (file.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > most)
            {
                return null;
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    /// <summary>Opens a file below a folder: no folder on the way is a link, even if another program changes them meanwhile.</summary>
    /// <param name="folder">A folder that the untrusted program cannot replace.</param>
    /// <param name="name">The file's path below it.</param>
    /// <returns>The file; null in the cases of <see cref="Open"/>, and if the path leaves the folder or leads over a link.</returns>
    public static FileStream? OpenBelow(string folder, string name)
    {
        var parts = name.Split(Path.DirectorySeparatorChar, '/');
        if (OperatingSystem.IsWindows())
        {
            var links = Enumerable.Range(1, parts.Length - 1).Any(count => new DirectoryInfo(Path.Combine([folder, .. parts.Take(count)])).LinkTarget is not null);
            return links || parts.Any(IsNoName) ? null : Open(Path.Combine([folder, .. parts]));
        }

        using var parent = FolderBelow(folder, parts[..^1]);
        if (parent is null || IsNoName(parts[^1]))
        {
            return null;
        }

        var (noFollow, nonBlock, closeOnExec) = Flags();
        var descriptor = OpenAt((int)parent.DangerousGetHandle(), parts[^1], noFollow | nonBlock | closeOnExec);
        if (descriptor < 0)
        {
            return null;
        }

        try
        {
            return Plain(new SafeFileHandle(descriptor, ownsHandle: true));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Moves a file to a path below a folder, over what lies there; no folder on the way is a link.</summary>
    /// <returns>False if the path leaves the folder, leads over a link, or does not exist.</returns>
    public static bool MoveBelow(string file, string folder, string name)
    {
        var parts = name.Split(Path.DirectorySeparatorChar, '/');
        if (OperatingSystem.IsWindows())
        {
            File.Move(file, Path.Combine(folder, name), overwrite: true);
            return true;
        }

        using var parent = FolderBelow(folder, parts[..^1]);
        return parent is not null && !IsNoName(parts[^1]) && RenameAt(CurrentFolder, file, (int)parent.DangerousGetHandle(), parts[^1]) == 0;
    }

    /// <summary>Holds a directory entry, whatever it is; a link itself, not what it names. Null if there is none.</summary>
    [SupportedOSPlatform("linux")]
    public static SafeFileHandle? Hold(string path) =>
        OpenFile(path, Flags().NoFollow | Flags().CloseOnExec | PathOnly) is >= 0 and var descriptor ? new SafeFileHandle(descriptor, ownsHandle: true) : null;

    /// <summary>What lies at a path: <c>a folder</c>, <c>a symbolic link</c>, <c>a pipe</c>, <c>a socket</c> or <c>a device</c>; null for a regular file, and where nothing lies.</summary>
    public static string? Otherwise(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return !Path.Exists(path) ? null : File.GetAttributes(path) switch
            {
                var kind when (kind & FileAttributes.Directory) != 0 => "a folder",
                var kind when (kind & FileAttributes.ReparsePoint) != 0 => "a symbolic link",
                var kind when (kind & FileAttributes.Device) != 0 => "a device",
                _ => null,
            };
        }

        Span<byte> status = stackalloc byte[StatusBytes];
        var (failed, mode) = OperatingSystem.IsMacOS()
            ? (RuntimeInformation.ProcessArchitecture == Architecture.X64 ? StatusOnIntelMac(path, status) : StatusOnMac(path, status), 4)
            : (StatusOnLinux(CurrentFolder, path, NoFollow, TypeAlone, status), 28);
        return failed != 0 ? null : (BitConverter.ToUInt16(status[mode..]) & 0xF000) switch
        {
            0x8000 => null,
            0x4000 => "a folder",
            0xA000 => "a symbolic link",
            0x1000 => "a pipe",
            0xC000 => "a socket",
            _ => "a device",
        };
    }

    private static FileStream? OpenOnWindows(string path) =>
        (File.GetAttributes(path) & (FileAttributes.ReparsePoint | FileAttributes.Device | FileAttributes.Directory)) == 0 ? File.OpenRead(path) : null;

    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle Handle(string path)
    {
        var (noFollow, nonBlock, closeOnExec) = Flags();
        var descriptor = OpenFile(path, noFollow | nonBlock | closeOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException(path);
    }

    /// <summary>The open file; null, and closed, if it is a folder, or something without an end.</summary>
    private static FileStream? Plain(SafeFileHandle handle)
    {
        var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (file.CanSeek && (File.GetAttributes(handle) & FileAttributes.Directory) == 0)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    private static bool IsNoName(string part) => part is "" or "." or "..";

    /// <summary>Opens a folder below another, name by name; null if one of them is missing or a link.</summary>
    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle? FolderBelow(string folder, IEnumerable<string> names)
    {
        var (noFollow, nonBlock, closeOnExec) = Flags();
        var flags = nonBlock | closeOnExec | FolderAlone();
        var descriptor = OpenFile(folder, flags);
        foreach (var name in names)
        {
            var inner = descriptor < 0 || IsNoName(name) ? -1 : OpenAt(descriptor, name, flags | noFollow);
            if (descriptor >= 0)
            {
                new SafeFileHandle(descriptor, ownsHandle: true).Dispose();
            }

            descriptor = inner;
        }

        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>O_DIRECTORY.</summary>
    private static int FolderAlone() => OperatingSystem.IsMacOS() ? 0x100000 : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    private static (int NoFollow, int NonBlock, int CloseOnExec) Flags() => OperatingSystem.IsMacOS() ? (0x100, 0x4, 0x1000000)
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? (0x8000, 0x800, 0x80000)
        : (0x20000, 0x800, 0x80000);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(int folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "renameat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt(int fromFolder, string from, int toFolder, string to);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnLinux(int folder, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnMac(string path, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOnIntelMac(string path, Span<byte> status);
}
