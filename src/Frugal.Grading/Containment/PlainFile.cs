using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Frugal.Grading.Containment;

/// <summary>
/// Opens files that a student's process may replace at any moment: a link is not followed, and a pipe does not block. What was opened is then judged,
/// not the path, which may have changed meanwhile.
/// </summary>
internal static partial class PlainFile
{
    private const int PathOnly = 0x200000;                   // O_PATH, on Linux

    /// <summary>Opens a file for reading.</summary>
    /// <returns>The file; null if there is none that can be read, or it is a link, a folder, a pipe, a socket or a device.</returns>
    public static FileStream? Open(string path)
    {
        try
        {
            var file = OperatingSystem.IsWindows() ? OpenOnWindows(path) : new FileStream(Handle(path), FileAccess.Read, bufferSize: 0);
            if (file is { CanSeek: true })
            {
                return file;
            }

            file?.Dispose();
            return null;
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

    /// <summary>Holds a directory entry, whatever it is; a link itself, not what it names. Null if there is none.</summary>
    [SupportedOSPlatform("linux")]
    public static SafeFileHandle? Hold(string path) =>
        OpenFile(path, Flags().NoFollow | Flags().CloseOnExec | PathOnly) is >= 0 and var descriptor ? new SafeFileHandle(descriptor, ownsHandle: true) : null;

    private static FileStream? OpenOnWindows(string path) =>
        (File.GetAttributes(path) & (FileAttributes.ReparsePoint | FileAttributes.Device | FileAttributes.Directory)) == 0 ? File.OpenRead(path) : null;

    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle Handle(string path)
    {
        var (noFollow, nonBlock, closeOnExec) = Flags();
        var descriptor = OpenFile(path, noFollow | nonBlock | closeOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException(path);
    }

    private static (int NoFollow, int NonBlock, int CloseOnExec) Flags() => OperatingSystem.IsMacOS() ? (0x100, 0x4, 0x1000000)
        : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? (0x8000, 0x800, 0x80000)
        : (0x20000, 0x800, 0x80000);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
