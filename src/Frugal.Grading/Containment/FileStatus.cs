using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Frugal.Grading.Containment;

/// <summary>What the kernel says of a file: its kind, its identity, and the space that it takes.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file's number in it.</param>
/// <param name="Links">Its number of names; 0 for a file that was deleted, or never had one.</param>
/// <param name="Kind">The type bits of the mode.</param>
/// <param name="Bytes">The space allocated for it: a sparse file takes less than its length.</param>
[SupportedOSPlatform("linux")]
internal readonly partial record struct FileStatus((uint Major, uint Minor) Device, ulong Inode, uint Links, int Kind, long Bytes)
{
    // <linux/stat.h> and <fcntl.h>: the arguments and the result of statx, the same on every processor.
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStatus = 0x7FF;
    private const int StatusBytes = 256;
    private const int BlockBytes = 512;
    private const int Regular = 0x8000;
    private const int Socket = 0xC000;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsFile => Kind == Regular;

    /// <summary>Whether it is a socket.</summary>
    public bool IsSocket => Kind == Socket;

    /// <summary>The status of the file at a path; null if there is none, or it may not be seen.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether the path may be a link, such as an open file's in /proc.</param>
    public static FileStatus? Of(string path, bool follow)
    {
        Span<byte> status = stackalloc byte[StatusBytes];
        return Status(CurrentFolder, path, follow ? 0 : NoFollow, BasicStatus, status) != 0 ? null : new FileStatus(
            (Number(status, 136), Number(status, 140)),
            BitConverter.ToUInt64(status[32..]),
            Number(status, 16),
            BitConverter.ToUInt16(status[28..]) & 0xF000,
            BitConverter.ToInt64(status[48..]) * BlockBytes);
    }

    private static uint Number(ReadOnlySpan<byte> status, int at) => BitConverter.ToUInt32(status[at..]);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, Span<byte> status);
}
