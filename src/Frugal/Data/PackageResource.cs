using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Frugal.Data;

/// <summary>Reads a resource embedded in an assembly without loading the assembly: none of its code runs.</summary>
internal static class PackageResource
{
    private const int LengthBytes = sizeof(int);   // stored before the content (ECMA-335, II.24.2.4 and II.22.24)

    /// <summary>Copies the resource whose name is <paramref name="name"/> or ends in it to <paramref name="to"/>.</summary>
    /// <exception cref="FrugalException">The file is not an assembly, or has no such resource.</exception>
    public static void Copy(string assembly, string name, Stream to)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(assembly));
            var metadata = image.GetMetadataReader();
            foreach (var resource in metadata.ManifestResources.Select(metadata.GetManifestResource))
            {
                if (metadata.GetString(resource.Name).EndsWith(name, StringComparison.Ordinal))
                {
                    var block = image.GetSectionData(image.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
                    var (start, length) = ((int)resource.Offset + LengthBytes, block.GetReader((int)resource.Offset, LengthBytes).ReadInt32());
                    Copy(block.GetReader(start, length), to);
                    return;
                }
            }
        }
        catch (Exception cause) when (cause is BadImageFormatException or InvalidOperationException)
        {
            throw new FrugalException($"{assembly}: it is not a .NET assembly ({cause.Message.TrimEnd('.')}). Delete the package's folder from NuGet's cache and run the same command again.", cause);
        }

        throw new FrugalException($"{assembly}: it has no resource '{name}'. Delete the package's folder from NuGet's cache and run the same command again.");
    }

    private static void Copy(BlobReader content, Stream to)
    {
        while (content.RemainingBytes > 0)
        {
            to.Write(content.ReadBytes(Math.Min(content.RemainingBytes, 1 << 20)));
        }
    }
}
