using ClothingApi.Preparation;
using Frugal;
using Frugal.Data;
using Frugal.Serving.Problems;

namespace ClothingApi.Search;

/// <summary>The shop's articles: their embeddings, and their pictures on demand.</summary>
public sealed class Catalogue(PreparedFolder folder)
{
    private const int SampleCount = 12;
    private const int JpegQuality = 90;
    private readonly Lock gate = new();
    private readonly Lazy<IImageDataset> articles = new(() => folder.Set.Open("train"));
    private readonly Lazy<(IImageDataset Pictures, int[] Places)> samples = new(() => ChooseSamples(folder.Set.Open("validation")));
    private Content? content;

    /// <summary>Where the pictures come from: clothing-small, or garments, which are drawn.</summary>
    public string Source => folder.Set.Dataset;

    /// <summary>The articles and their index.</summary>
    /// <exception cref="ProblemException">The catalogue has not been made yet (503).</exception>
    public Content Open()
    {
        lock (gate)
        {
            return content ??= Read();
        }
    }

    /// <summary>The picture of the article, JPEG or as it lies in the data set; null where there is no such article.</summary>
    public Picture? ArticlePicture(string id) => Open().Articles.Any(article => article.Id == id) ? Read(articles.Value, Place(id, 'a')) : null;

    /// <summary>Pictures to try the shop with; none of them is an article.</summary>
    public IEnumerable<SampleItem> Samples() =>
        samples.Value.Places.Select(place => new SampleItem($"s{place}", samples.Value.Pictures.Classes[samples.Value.Pictures.Label(place)], $"/api/samples/s{place}/image"));

    /// <summary>The picture of a sample; null where there is no such sample.</summary>
    public Picture? SamplePicture(string id) => samples.Value.Places.Contains(Place(id, 's')) ? Read(samples.Value.Pictures, Place(id, 's')) : null;

    private Content Read()
    {
        var (file, embeddings) = CatalogueFile.Read(folder.Catalogue)
            ?? throw new ProblemException(Problem.ModelUnavailable("The catalogue is being prepared. Try again in a few seconds.", TimeSpan.FromSeconds(5)));
        return new([.. file.Articles.Select(entry => new Article($"a{entry.Place}", entry.Label))], new VectorIndex(embeddings, file.Dimensions), file.Dimensions);
    }

    private static Picture Read(IImageDataset pictures, int place)
    {
        try
        {
            return pictures is FolderDataset photos && photos.PathOf(place) is var path
                ? new(File.ReadAllBytes(path), Path.GetExtension(path).ToLowerInvariant() switch { ".png" => "image/png", ".webp" => "image/webp", _ => "image/jpeg" })
                : new(pictures.Image(place).ToJpeg(JpegQuality), "image/jpeg");
        }
        catch (IOException cause)
        {
            throw new FrugalException($"Picture {place} of {pictures.Name} has gone. Run 'frugal data verify {pictures.Name}'.", cause);
        }
    }

    private static (IImageDataset, int[]) ChooseSamples(IImageDataset pictures)
    {
        var sample = PictureSet.Draw(pictures, SampleCount, seed: 7);
        return (pictures, [.. Enumerable.Range(0, sample.Count).Select(sample.PlaceOf)]);
    }

    private static int Place(string id, char kind) =>
        id.Length is > 1 and < 10 && id[0] == kind && int.TryParse(id.AsSpan(1), System.Globalization.NumberStyles.None, null, out var place) ? place : -1;

    /// <summary>What was prepared.</summary>
    /// <param name="Articles">In the index's order.</param>
    /// <param name="Index">Their embeddings.</param>
    /// <param name="Dimensions">Numbers of an embedding.</param>
    public sealed record Content(IReadOnlyList<Article> Articles, VectorIndex Index, int Dimensions);

    /// <summary>An article.</summary>
    public sealed record Article(string Id, string Label);

    /// <summary>An encoded picture.</summary>
    public sealed record Picture(byte[] Bytes, string ContentType);
}

/// <summary>A picture to try the shop with.</summary>
public sealed record SampleItem(string Id, string Label, string Image);

/// <summary>What GET /api/catalogue answers.</summary>
public sealed record CatalogueInfo(string Source, bool Drawn, int Articles, IReadOnlyList<string> Classes);
