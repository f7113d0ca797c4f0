using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Browser.Tests.Site;

/// <summary>A plain web server with a folder below <c>/any/sub/path/</c>; for what is not there it sends the page 404.html, as hosts of static sites do.</summary>
internal sealed class SiteServer : IAsyncDisposable
{
    private const string Below = "/any/sub/path";

    private readonly WebApplication application;

    private SiteServer(WebApplication application) => this.application = application;

    /// <summary>The folder's address, with a slash at its end.</summary>
    public string Address => application.Urls.Single() + Below + "/";

    public static async Task<SiteServer> Start(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder), RequestPath = Below });
        application.Run(async context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            context.Response.ContentType = "text/html";
            await context.Response.SendFileAsync(Path.Combine(folder, "404.html"));
        });
        await application.StartAsync();
        return new SiteServer(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
