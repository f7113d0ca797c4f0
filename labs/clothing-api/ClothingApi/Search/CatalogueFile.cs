using System.Text.Json;
using System.Text.Json.Serialization;
using Frugal;

namespace ClothingApi.Search;

/// <summary>What is known of the catalogue without its pictures; the embeddings lie in a file beside it.</summary>
/// <param name="Source">clothing-small or garments.</param>
/// <param name="Dimensions">Numbers of an embedding.</param>
/// <param name="Articles">The articles in the order of their embeddings.</param>
public sealed record CatalogueFile(string Source, int Dimensions, IReadOnlyList<CatalogueEntry> Articles)
{
    /// <summary>Reads a catalogue; null where there is none.</summary>
    /// <exception cref="FrugalException">The files are damaged.</exception>
    public static (CatalogueFile File, sbyte[] Embeddings)? Read(string path)
    {
        if (!File.Exists(path) || !File.Exists(EmbeddingsOf(path)))
        {
            return null;
        }

        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), CatalogueJson.Default.CatalogueFile);
            var embeddings = (sbyte[])(Array)File.ReadAllBytes(EmbeddingsOf(path));
            if (file is { Dimensions: > 0 } && embeddings.Length == (long)file.Articles.Count * file.Dimensions)
            {
                return (file, embeddings);
            }
        }
        catch (JsonException)
        {
            // Told below, like a wrong length.
        }

        throw new FrugalException($"{path}: the catalogue is damaged. Delete it and make it again with 'dotnet run -- prepare'.");
    }

    /// <summary>Writes the catalogue, the embeddings first.</summary>
    public void Write(string path, sbyte[] embeddings)
    {
        AtomicFile.WriteAllBytes(EmbeddingsOf(path), (byte[])(Array)embeddings);
        AtomicFile.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, CatalogueJson.Default.CatalogueFile));
    }

    private static string EmbeddingsOf(string path) => Path.ChangeExtension(path, ".int8");
}

/// <summary>An article.</summary>
/// <param name="Place">Its picture's number in the data set.</param>
/// <param name="Label">Its class.</param>
public sealed record CatalogueEntry(int Place, string Label);

[JsonSerializable(typeof(CatalogueFile))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
