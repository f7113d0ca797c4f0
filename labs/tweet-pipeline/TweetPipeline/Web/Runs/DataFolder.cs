using System.Security.Cryptography;
using Frugal;

namespace TweetPipeline.Web.Runs;

/// <summary>The dashboard's folder: <c>runs/ID</c> with the upload, its record and the results, <c>uploads</c> with what is arriving, <c>logs</c>, <c>keys</c> of the cookies, <c>answers.sqlite</c>. Names come from the server alone.</summary>
public sealed class DataFolder
{
    private readonly string root;

    private DataFolder(string root) => this.root = root;

    /// <summary>Where runs are.</summary>
    public string Runs => Path.Combine(root, "runs");

    /// <summary>Where logs are.</summary>
    public string Logs => Path.Combine(root, "logs");

    /// <summary>Where the keys of the cookies are.</summary>
    public string Keys => Path.Combine(root, "keys");

    /// <summary>The cache that all runs share.</summary>
    public string Cache => Path.Combine(root, "answers.sqlite");

    private string Uploads => Path.Combine(root, "uploads");

    /// <summary>Makes the folder where it is missing, and removes uploads that an earlier server did not receive to their end.</summary>
    /// <exception cref="FrugalException">It cannot be written.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(Path.GetFullPath(path));
        try
        {
            if (Directory.Exists(folder.Uploads))
            {
                Directory.Delete(folder.Uploads, recursive: true);
            }

            foreach (var part in new[] { folder.Runs, folder.Logs, folder.Uploads })
            {
                Directory.CreateDirectory(part);
            }

            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FrugalException($"{folder.root}: the dashboard's data cannot be written there ({failure.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Give another folder with --data.", failure);
        }
    }

    /// <summary>A name that nobody can guess: 16 hexadecimal digits.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>A new file for what arrives.</summary>
    public string NewUpload(string extension) => Path.Combine(Uploads, NewId() + extension);

    /// <summary>Whether that many bytes fit on the disk.</summary>
    public bool HasRoomFor(long bytes)
    {
        try
        {
            return Directory.Exists(Uploads) && new DriveInfo(root).AvailableFreeSpace > bytes;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
