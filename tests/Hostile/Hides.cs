using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that take space where no folder shows it.</summary>
public static partial class Hides
{
    private const int Block = 10 << 20;
    private const int Blocks = 12;

    /// <summary>Deleted, and still open.</summary>
    public static int DeletedFiles(string about)
    {
        var open = new List<FileStream>();
        for (var i = 0; i < Blocks; i++)
        {
            open.Add(Written($"{about}{i}"));
            File.Delete($"{about}{i}");
        }

        return Ends.Deadlock($"{open.Count}");
    }

    /// <summary>Deleted, no longer open, and still mapped: one page of each.</summary>
    public static int DeletedMappings(string about)
    {
        var mapped = new List<nint>();
        for (var i = 0; i < Blocks; i++)
        {
            using (var file = Written($"{about}{i}"))
            {
                mapped.Add(Map(0, 4096, 1, 1, (int)file.SafeFileHandle.DangerousGetHandle(), 0));
            }

            File.Delete($"{about}{i}");
        }

        return Ends.Deadlock($"{mapped.Count}");
    }

    /// <summary>Memory in a file that never had a name, and is not mapped.</summary>
    public static int UnmappedMemory(string about)
    {
        using var memory = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(CreateMemory(about, 0), ownsHandle: true), FileAccess.Write);
        var block = new byte[Block];
        for (var i = 0; i < 4 * Blocks; i++)
        {
            memory.Write(block);
            memory.Flush();
        }

        return Ends.Deadlock(about);
    }

    /// <summary>Deleted, closed, and waiting in a socket that nobody reads.</summary>
    public static unsafe int SentFiles(string about)
    {
        var ends = stackalloc int[2];
        _ = SocketPair(1, 1, 0, ends);
        for (var i = 0; i < Blocks; i++)
        {
            using (var file = Written($"{about}{i}"))
            {
                Send(ends[0], (int)file.SafeFileHandle.DangerousGetHandle());
            }

            File.Delete($"{about}{i}");
        }

        return Ends.Deadlock(about);
    }

    /// <summary>Few folders with long names: a path that nothing can open.</summary>
    public static int LongPaths(string about)
    {
        var name = new string('a', 250);
        System.Diagnostics.Process.Start("/bin/sh", ["-c", $"for i in $(seq 1 20); do mkdir {name}; cd {name}; done; head -c 200000000 /dev/zero > {about}"]);
        return Ends.Deadlock(about);
    }

    /// <summary>A small file system in memory, in which a deleted file takes the space that is left.</summary>
    public static int DeletedInMemory(string folder)
    {
        using var file = File.Create(Path.Combine(folder, "x"));
        File.Delete(file.Name);
        for (var i = 0; i < 6; i++)
        {
            file.Write(new byte[Block]);
            file.Flush();
        }

        return 0;
    }

    /// <summary>A user namespace of its own, in which it may mount what it likes.</summary>
    public static int OwnNamespace(string about) => Unshare(0x10000000) == 0 ? about.Length : throw new InvalidOperationException("refused");

    /// <summary>Hides from its own user what it has open.</summary>
    public static int NotDumpable(string about)
    {
        _ = ProcessControl(4, 0, 0, 0, 0);
        return Ends.Deadlock(about);
    }

    /// <summary>Honest: long files with holes take little.</summary>
    public static int SparseFiles(string about)
    {
        for (var i = 0; i < Blocks; i++)
        {
            using var file = File.Create($"{about}{i}");
            file.SetLength(40 << 20);
        }

        Thread.Sleep(1000);
        return about.Length;
    }

    /// <summary>Honest: one file under several names, deleted files and shared memory, all of them small.</summary>
    public static int SmallThings(string about)
    {
        using var file = Written($"{about}");
        for (var i = 0; i < Blocks; i++)
        {
            _ = Link(about, $"{about}{i}");
        }

        using var memory = MemoryMappedFile.CreateNew(null, Block);
        using var deleted = File.Create($"{about}.deleted");
        File.Delete(deleted.Name);
        Thread.Sleep(1000);
        return about.Length;
    }

    private static FileStream Written(string path)
    {
        var file = File.Create(path);
        file.Write(new byte[Block]);
        file.Flush();
        return file;
    }

    private static unsafe void Send(int socket, int descriptor)
    {
        var payload = (byte)0;
        var part = (Start: (nint)(&payload), Length: (nint)1);
        var control = stackalloc long[3];
        control[0] = 20;                                     // CMSG_LEN(4)
        ((int*)control)[2] = 1;                              // SOL_SOCKET
        ((int*)control)[3] = 1;                              // SCM_RIGHTS
        ((int*)control)[4] = descriptor;
        var message = stackalloc long[7];
        message[2] = (nint)(&part);
        message[3] = 1;
        message[4] = (nint)control;
        message[5] = 24;                                     // CMSG_SPACE(4)
        if (SendMessage(socket, message, 0) < 0)
        {
            throw new InvalidOperationException("sendmsg");
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateMemory(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "socketpair")]
    private static unsafe partial int SocketPair(int domain, int type, int protocol, int* ends);

    [LibraryImport("libc", EntryPoint = "sendmsg")]
    private static unsafe partial nint SendMessage(int socket, long* message, int flags);

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
