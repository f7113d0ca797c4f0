namespace Course.Notebooks.Tests;

/// <summary>A program outside the repository that only references the package Frugal.Training, from the feed that the build fills.</summary>
[Category("Slow")]
public class PackageTests
{
    private static readonly Dictionary<string, string> NoEnvironment = [];

    [Test]
    public void A_program_that_references_the_package_has_the_models_the_catalogues_and_the_engines()
    {
        using var folder = new TemporaryFolder();
        var feed = Path.Combine(Tree.Root, "artifacts", "packages");
        File.WriteAllText(folder["nuget.config"], $"""<configuration><packageSources><add key="frugal" value="{feed}" /></packageSources></configuration>""");
        File.WriteAllText(folder["Consumer.csproj"], """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="Frugal.Training" Version="0.1.0" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(folder["Program.cs"], """
            using Frugal.Data;
            using Frugal.Models;
            using var network = ModelLibrary.Default().Open("garments-mobilenet");
            Console.WriteLine($"{network.Classes} classes, {Catalog.Datasets["garments"].Classes.Count} in the data set; {Path.GetRelativePath(AppContext.BaseDirectory, ModelLibrary.Default().Folder)}");
            """);

        var (code, output, error) = FrugalProgram.Run(folder.Path, NoEnvironment, TimeSpan.FromMinutes(15), "dotnet", "run");

        Assert.That(code, Is.Zero, $"{output}\n{error}");
        Assert.That(output, Does.Contain("10 classes, 10 in the data set; models"));
    }
}
