namespace Course.Notebooks.Tests;

/// <summary>Programs outside the repository that reference one package alone, from the feed that the build fills.</summary>
[Category("Slow")]
public class PackageTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Test]
    public void A_program_that_references_the_package_has_the_models_the_catalogues_and_the_engines()
    {
        var output = Run("Frugal.Training", """
            using Frugal.Data;
            using Frugal.Models;
            using var network = ModelLibrary.Default().Open("garments-mobilenet");
            Console.WriteLine($"{network.Classes} classes, {Catalog.Datasets["garments"].Classes.Count} in the data set; {Path.GetRelativePath(AppContext.BaseDirectory, ModelLibrary.Default().Folder)}");
            """);

        Assert.That(output, Does.Contain("10 classes, 10 in the data set; models"));
    }

    /// <summary>An architecture that llama.cpp refuses, in its own words, shows that it was loaded.</summary>
    [Test, NeedsLlamaCpp]
    public void A_program_that_references_the_package_of_language_models_has_llama_cpp()
    {
        var output = Run("Frugal.Llama", """
            using Frugal;
            using Frugal.Gguf;
            using Frugal.Llama;
            new GgufWriter("no-such-architecture").Add("a.weight", [256, 2], GgufType.F32, new float[512]).Save("in.gguf");
            try
            {
                LlamaQuantizer.Quantize("in.gguf", "out.gguf", LlamaFileType.Named("Q4_K_M"), threads: 1);
            }
            catch (FrugalException refusal)
            {
                Console.WriteLine(refusal.Message);
            }
            """);

        Assert.That(output, Does.Contain("llama.cpp could not quantise it").And.Contain("unknown model architecture"));
    }

    /// <summary>What a program prints that references one package.</summary>
    private static string Run(string package, string program)
    {
        using var folder = new TemporaryFolder();
        var feed = Path.Combine(Tree.Root, "artifacts", "packages");
        File.WriteAllText(folder["nuget.config"], $"""<configuration><packageSources><add key="frugal" value="{feed}" /></packageSources></configuration>""");
        File.WriteAllText(folder["Consumer.csproj"], $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(folder["Program.cs"], program);

        var (code, output, error) = FrugalProgram.Run(folder.Path, NoEnvironment, TimeSpan.FromMinutes(15), "dotnet", "run");

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        return output;
    }
}
