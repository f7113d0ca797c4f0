using ClothingApi;
using ClothingApi.Preparation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Browser.Tests.Shop;

/// <summary>The lab's own server with its models, over drawn garments; its files lie in a folder that goes with it.</summary>
public sealed class RealShop : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("frugal-shop-").FullName;
    private readonly string[] arguments;
    private WebApplication? app;

    /// <summary>Makes the models and a small catalogue.</summary>
    public RealShop()
    {
        arguments = ["--urls=http://127.0.0.1:0", $"--webroot={Repository.Page}", "--Clothing:Source=garments", "--Clothing:Articles=60", $"--Clothing:Folder={folder}", "--Logging:LogLevel:Default=None"];
        Preparer.Run(ClothingApp.SettingsOf(arguments), TestContext.Progress.WriteLine);
    }

    /// <summary>The file that the served classifier of a format is read from.</summary>
    public string Classifier(string format) => PreparedFolder.Of(ClothingApp.SettingsOf(arguments)).Classifier(format);

    /// <summary>Starts a server; returns its address.</summary>
    public async Task<string> Open()
    {
        app = ClothingApp.Create(arguments);
        await app.StartAsync();
        return app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";
    }

    public async ValueTask Close()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Close();
        Directory.Delete(folder, recursive: true);
    }
}
