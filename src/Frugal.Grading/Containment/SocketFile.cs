using System.Net.Sockets;
using Frugal.Containment;
using Frugal.Grading.Grades;

namespace Frugal.Grading.Containment;

/// <summary>
/// A Unix socket that a student's process made in the scratch folder, and may replace at any moment: by a link to a socket outside, for instance. It
/// is directly in the folder, which the process cannot replace, so that only its last name must not be a link.
/// </summary>
internal sealed class SocketFile
{
    private readonly string path;

    public SocketFile(Scratch scratch, string name)
    {
        path = scratch[name];
        if (Path.GetDirectoryName(path) != scratch.Folder)
        {
            throw new FrugalException($"The socket '{name}' does not lie directly in the scratch folder. Give a file name without folders.");
        }
    }

    /// <summary>Connects to the socket, and not to what a link names.</summary>
    /// <exception cref="StudentFailure">There is a link in its place.</exception>
    /// <exception cref="SocketException">Nobody listens.</exception>
    public async Task<Socket> ConnectAsync(CancellationToken cancellation)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new StudentFailure(Cause.Cheating, $"{Path.GetFileName(path)}: a link is in the place of the server's socket. Listen at the address that the grader gives.");
        }

        // On Linux the entry is held, so that a link put there since is not followed: connecting to it fails.
        using var held = OperatingSystem.IsLinux() ? PlainFile.Hold(path) ?? throw new SocketException((int)SocketError.ConnectionRefused) : null;
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(held is null ? path : $"/proc/self/fd/{held.DangerousGetHandle()}"), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
