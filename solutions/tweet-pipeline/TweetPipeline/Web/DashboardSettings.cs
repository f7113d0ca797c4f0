using Frugal;
using Frugal.Measuring;
using Serilog.Events;
using TweetPipeline.Operations;

namespace TweetPipeline.Web;

/// <summary>The section "Dashboard" of the command line (<c>--Dashboard:ApiKey=...</c>) or of the environment (<c>Dashboard__ApiKey</c>).</summary>
public sealed record DashboardSettings
{
    /// <summary>The fewest characters of <see cref="ApiKey"/>.</summary>
    public const int ShortestKey = 16;

    /// <summary>Folder for uploads, results, the cache of answers and logs; by default <c>~/.local/share/frugal/tweet-dashboard</c> on Linux, and where programs keep their data elsewhere.</summary>
    public string Data { get; init; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "frugal", "tweet-dashboard");

    /// <summary>The key that clients send in the header <c>X-Api-Key</c>, at least 16 characters; empty for none.</summary>
    public string ApiKey { get; init; } = "";

    /// <summary>Address of an OpenID Connect authority at which people sign in; empty for none.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The dashboard's name at the authority.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>The dashboard's secret at the authority; empty for a public client.</summary>
    public string ClientSecret { get; init; } = "";

    /// <summary>E-mail addresses or subjects that may sign in, separated by commas; empty for everyone whom the authority signs in.</summary>
    public string Users { get; init; } = "";

    /// <summary>Requests per minute and client address; the page itself and health are not counted.</summary>
    public int RequestsPerMinute { get; init; } = 100;

    /// <summary>Addresses of proxies whose forwarded headers are believed, separated by commas; empty for none.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>The most bytes of an upload, such as "200 MB".</summary>
    public string LargestUpload { get; init; } = "200 MB";

    /// <summary>Runs that may wait.</summary>
    public int QueueLength { get; init; } = 20;

    /// <summary>Runs that are kept; more uploads are refused until one is deleted.</summary>
    public int MostRuns { get; init; } = 100;

    /// <summary>The mode of an upload that names none.</summary>
    public RunMode Mode { get; init; } = RunMode.Fast;

    /// <summary>The sentiment model, as for <c>run --model</c>.</summary>
    public string Model { get; init; } = new RunOptions { Input = "", Output = "" }.Model;

    /// <summary>The language model, as for <c>run --llm</c>.</summary>
    public string LanguageModel { get; init; } = "tiny-labels";

    /// <summary>The language model's name on a server, as for <c>run --llm-model</c>.</summary>
    public string ServedModel { get; init; } = "";

    /// <summary>Threads that classify; 0 for as many as processors.</summary>
    public int Threads { get; init; }

    /// <summary>Days that logs are kept.</summary>
    public int LogDays { get; init; } = 30;

    /// <summary>The least important messages that the console shows; the log files have all from Information on.</summary>
    public LogEventLevel Console { get; init; } = LogEventLevel.Information;

    /// <summary>The most bytes of an upload.</summary>
    public long UploadBytes => ByteSize.Parse(LargestUpload).Bytes;

    /// <summary>Whether people sign in at an authority.</summary>
    public bool HasAuthority => Authority.Length > 0;

    /// <summary>Whether a key or a sign-in is needed.</summary>
    public bool IsProtected => HasAuthority || ApiKey.Length > 0;

    /// <exception cref="FrugalException">A value is not allowed.</exception>
    public static DashboardSettings From(IConfiguration configuration)
    {
        var settings = Bind(configuration.GetSection("Dashboard"));
        Check(settings.Data.Trim().Length > 0, nameof(Data), settings.Data, "a folder");
        Check(settings.ApiKey.Length is 0 or (>= ShortestKey and <= 256), nameof(ApiKey), $"{settings.ApiKey.Length} characters long", "16 to 256 characters, or nothing");
        Check(settings.Authority.Length == 0 || Address(settings.Authority) is { } authority && (authority.Scheme == Uri.UriSchemeHttps || authority.IsLoopback), nameof(Authority), settings.Authority, "an https address, or nothing");
        Check(!settings.HasAuthority || settings.ClientId.Length > 0, nameof(ClientId), "empty", "the dashboard's name at the authority");
        Check(settings.RequestsPerMinute is >= 1 and <= 1_000_000, nameof(RequestsPerMinute), settings.RequestsPerMinute, "1 to 1,000,000");
        Check(List(settings.Proxies).All(proxy => System.Net.IPAddress.TryParse(proxy, out _)), nameof(Proxies), settings.Proxies, "IP addresses separated by commas, or nothing");
        Check(ByteSize.TryParse(settings.LargestUpload, null, out var upload) && upload.Bytes is >= 1000 and <= 100_000_000_000, nameof(LargestUpload), settings.LargestUpload, "1 KB to 100 GB");
        Check(settings.QueueLength is >= 1 and <= 10_000, nameof(QueueLength), settings.QueueLength, "1 to 10,000");
        Check(settings.MostRuns is >= 1 and <= 100_000, nameof(MostRuns), settings.MostRuns, "1 to 100,000");
        Check(Enum.IsDefined(settings.Mode), nameof(Mode), settings.Mode, "fast, balanced, precise");
        Check(settings.Threads is >= 0 and <= 256, nameof(Threads), settings.Threads, "1 to 256, or 0");
        Check(settings.LogDays is >= 1 and <= 3650, nameof(LogDays), settings.LogDays, "1 to 3,650");
        return settings;
    }

    /// <summary>The parts of a setting that is separated by commas.</summary>
    public static string[] List(string setting) => setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;

    private static DashboardSettings Bind(IConfigurationSection section)
    {
        try
        {
            return section.Get<DashboardSettings>() ?? new();
        }
        catch (InvalidOperationException unreadable)   // "abc" for a number
        {
            throw new FrugalException($"A setting of the section Dashboard cannot be read: {unreadable.Message.ReplaceLineEndings(" ")}", unreadable);
        }
    }

    private static void Check(bool allowed, string name, object value, string range)
    {
        if (!allowed)
        {
            throw new FrugalException(FormattableString.Invariant($"The setting Dashboard:{name} is '{value}'. Allowed: {range}."));
        }
    }
}
