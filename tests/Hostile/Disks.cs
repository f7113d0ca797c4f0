using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hostile;

/// <summary>Submissions that leave something else than plain files, or files that are larger than they look.</summary>
public static partial class Disks
{
    /// <summary>A hole of a terabyte, which takes no space, and all memory of whoever reads it.</summary>
    public static int SparseFile(string about)
    {
        using var file = File.Create(about);
        file.SetLength(1L << 40);
        return about.Length;
    }

    public static int SparseFiles(string about)
    {
        for (var i = 0; ; i++)
        {
            using var file = File.Create($"{about}{i}");
            file.SetLength(500 << 20);
        }
    }

    /// <summary>Space beyond the end of a file, which its length does not tell.</summary>
    public static int ReservedSpace(string about)
    {
        using var file = File.OpenHandle(about, FileMode.Create, FileAccess.Write);
        return Reserve((int)file.DangerousGetHandle(), 1, 0, 100 << 20) == 0 ? Ends.Deadlock(about) : 0;   // FALLOC_FL_KEEP_SIZE
    }

    /// <summary>Few folders whose names together are longer than any path: what is below cannot be named.</summary>
    public static int LongNames(string about)
    {
        var name = new string('n', 240);
        for (var i = 0; i < 20; i++)
        {
            _ = MakeFolder(name, 0x1FF);
            _ = Enter(name);
        }

        return Ends.Deadlock(about);
    }

    /// <summary>A hard link to a file of the system: whoever changes or reads the link changes or reads that.</summary>
    public static int HardLinkOut(string about) => Link("/usr/lib/os-release", Path.GetFullPath(about)) == 0 ? 1 : 0;

    /// <summary>A program that runs as its owner, for another user of the machine.</summary>
    public static int SetUserIdProgram(string about)
    {
        File.Copy("/bin/sh", about);
        Shell($"chmod 6755 {about}");
        return 0;
    }

    public static int Fill(string folder)
    {
        var block = new byte[1 << 20];
        using var file = File.Create(Path.Combine(folder, "fill"));
        for (var i = 0; i < 200; i++)
        {
            file.Write(block);
        }

        return 1;
    }

    /// <summary>Files that other programs read before they start: settings of .NET, of shells, and libraries under the names of the runtime's.</summary>
    public static int Traps(string about)
    {
        Directory.CreateDirectory(".dotnet");
        Directory.CreateDirectory("tmp");
        foreach (var name in new[]
        {
            "global.json", "nuget.config", "Directory.Build.props", "Frugal.Grading.Tests.runtimeconfig.json", "Frugal.Grading.Tests.runtimeconfig.dev.json", "Frugal.Grading.Tests.deps.json",
            "libcoreclr.so", "libhostpolicy.so", "libSystem.Native.so", "libc.so.6", "hook.dll", ".bashrc", ".profile", ".dotnet/tools", "tmp/libhostfxr.so", "coreclr.json", "appsettings.json",
        })
        {
            File.WriteAllText(name, "{ \"runtimeOptions\": { \"configProperties\": { \"STARTUP_HOOKS\": \"hook.dll\" } } }");
        }

        return 0;
    }

    /// <summary>Every kind of thing that is not a file, under names that the grader reads: <c>PREFIX SECRET</c>.</summary>
    public static int Oddities(string about)
    {
        var (prefix, secret) = (about.Split(' ')[0], about.Split(' ')[1]);
        File.CreateSymbolicLink($"{prefix}-link", secret);
        File.CreateSymbolicLink($"{prefix}-dangling", "/nowhere");
        Directory.CreateSymbolicLink($"{prefix}-linked", Path.GetDirectoryName(secret)!);
        Directory.CreateDirectory($"{prefix}-folder");
        Shell($"mkfifo {prefix}-pipe");
        Directory.CreateDirectory($"{prefix}-a");
        Directory.CreateSymbolicLink($"{prefix}-a/b", Path.GetDirectoryName(secret)!);
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint($"{prefix}-socket"));
        return 0;
    }

    /// <summary>Exchanges a file and a folder with links, as fast as it can: <c>SECRET</c>'s folder holds files of the same names.</summary>
    public static int Swap(string secret)
    {
        File.WriteAllText("answer", "mine");
        Directory.CreateDirectory("folder");
        File.WriteAllText("folder/answer", "mine");
        File.CreateSymbolicLink("answer.link", secret);
        Directory.CreateSymbolicLink("folder.link", Path.GetDirectoryName(secret)!);
        new Thread(() =>
        {
            while (true)
            {
                _ = Exchange(-100, "answer", -100, "answer.link", 2);                              // RENAME_EXCHANGE
                _ = Exchange(-100, "folder", -100, "folder.link", 2);
            }
        }) { IsBackground = true }.Start();
        return 0;
    }

    /// <summary>Names that are lines of their own, commands, or read backwards.</summary>
    public static int NamesThatSpeak(string about)
    {
        foreach (var name in new[] { "a\n##vso[task.complete result=Succeeded]", "::error::b", "c\u202Egnp.exe", "d\u001b[2J", "e\r", "$(f)", "g;h", " ", "-rf", "i\t" })
        {
            File.WriteAllText(name, about);
        }

        return 0;
    }

    private static void Shell(string script) => Process.Start("/bin/sh", ["-c", script]).WaitForExit();

    [LibraryImport("libc", EntryPoint = "mkdir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFolder(string path, int mode);

    [LibraryImport("libc", EntryPoint = "chdir", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Enter(string path);

    [LibraryImport("libc", EntryPoint = "fallocate")]
    private static partial int Reserve(int descriptor, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Exchange(int fromFolder, string from, int toFolder, string to, uint flags);
}
