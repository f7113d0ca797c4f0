using Frugal.Data;
using Frugal.Models;
using Frugal.Tests.Data;

namespace Frugal.Tests.Models;

public class ModelLibraryTests
{
    private const string Empty = """{"entries": []}""";

    [Test]
    public void A_model_that_is_trained_on_this_machine_stays_where_it_was_written()
    {
        using var tree = new TemporaryFolder();
        tree.Write("catalog.json", """{"entries": [{"name": "large", "version": "1", "summary": "", "licence": "", "card": ""}]}""");
        var library = new ModelLibrary(tree.Path, new DataFolders { Cache = tree["cache"], Mirror = tree["mirror"], Packages = tree["packages"] });
        var file = library.ModelFile("large");
        Assert.That(() => library.Get("large"), Throws.TypeOf<FrugalException>().With.Message.EqualTo($"{file}: the model is missing. Train it with 'frugal models train large'."));

        tree.Write(Path.GetRelativePath(tree.Path, file), "weights");

        Assert.That(library.Get("large"), Is.EqualTo(file));
    }

    [Test]
    public void A_language_model_with_an_address_is_downloaded_once_and_checked()
    {
        byte[] weights = [1, 2, 3, 4];
        using var server = new TinyServer(weights);
        using var tree = new TemporaryFolder();
        var library = WithLanguageModel(tree, new Uri(server.Address, "model.gguf"), Checksum(weights));
        var file = library.ModelFile("chat");
        Assert.That(() => library.Verify("chat"), Throws.TypeOf<FrugalException>().With.Message.EqualTo($"{file}: the model is missing. Get it with 'frugal models get chat'; if it is there, delete it first."));

        Assert.That(library.Get("chat"), Is.EqualTo(file));
        Assert.That(library.Get("chat"), Is.EqualTo(file));

        Assert.That(Path.GetFileName(file), Is.EqualTo("model.gguf"));
        Assert.That(File.ReadAllBytes(file), Is.EqualTo(weights));
        Assert.That(server.Asked, Has.Count.EqualTo(1));
        Assert.That(() => library.Load("chat"), Throws.TypeOf<FrugalException>().With.Message.StartsWith("chat: it is a language model in GGUF"));
    }

    [Test]
    public void A_download_that_differs_from_the_catalogue_is_refused_and_not_kept()
    {
        using var server = new TinyServer([1, 2, 3, 4]);
        using var tree = new TemporaryFolder();
        var library = WithLanguageModel(tree, new Uri(server.Address, "model.gguf"), Checksum([1, 2, 3, 5]));

        Assert.That(() => library.Get("chat"), Throws.TypeOf<FrugalException>().With.Message.Contains("SHA-256"));
        Assert.That(library.ModelFile("chat"), Does.Not.Exist);
    }

    [Test]
    public void The_nearest_models_folder_above_the_first_start_that_has_one_is_taken()
    {
        using var tree = new TemporaryFolder();
        var clone = Library("clone");
        var inner = Library("clone/work");
        var installed = Directory.CreateDirectory(Path.Combine(tree.Path, "tools", "any")).FullName;
        var notebooks = Directory.CreateDirectory(Path.Combine(tree.Path, "clone", "notebooks", "fr")).FullName;

        Assert.Multiple(() =>
        {
            Assert.That(ModelLibrary.Nearest(installed, notebooks).Folder, Is.EqualTo(clone));
            Assert.That(ModelLibrary.Nearest(Path.GetDirectoryName(inner)!, notebooks).Folder, Is.EqualTo(inner));
        });

        string Library(string path)
        {
            var folder = Directory.CreateDirectory(Path.Combine(tree.Path, path, "models")).FullName;
            File.WriteAllText(Path.Combine(folder, "catalog.json"), Empty);
            return folder;
        }
    }

    [Test]
    public void A_package_that_is_loaded_in_place_has_its_own_models()
    {
        using var packages = new TemporaryFolder();
        packages.Write("frugal/0.1.0/models/catalog.json", Empty);

        Assert.That(ModelLibrary.Nearest(packages["frugal/0.1.0/lib/net10.0"]).Folder, Is.EqualTo(packages["frugal/0.1.0/models"]));
    }

    [Test]
    public void Without_one_the_message_names_every_place_and_the_remedy()
    {
        using var tree = new TemporaryFolder();
        var (first, second) = (Path.Combine(tree.Path, "a"), Path.Combine(tree.Path, "b"));

        Assert.That(() => ModelLibrary.Nearest(first, second), Throws.TypeOf<FrugalException>()
            .With.Message.EqualTo($"No models/catalog.json was found above {first} or {second}. Run from a clone of the project, or reference the package Frugal."));
    }

    private static ModelLibrary WithLanguageModel(TemporaryFolder tree, Uri url, string sum)
    {
        tree.Write("catalog.json", $$"""{"entries": [{"name": "chat", "version": "1", "summary": "", "licence": "", "card": "", "url": "{{url}}", "sha256": "{{sum}}"}]}""");
        return new ModelLibrary(tree.Path, new DataFolders { Cache = tree["cache"], Mirror = tree["mirror"], Packages = tree["packages"] });
    }

    private static string Checksum(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
}
