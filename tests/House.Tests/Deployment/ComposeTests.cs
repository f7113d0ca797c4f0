using System.Text.Json;
using System.Text.RegularExpressions;

namespace House.Tests.Deployment;

/// <summary>The Compose file, by the part of the specification that it uses; no container is started.</summary>
public partial class ComposeTests
{
    private static readonly JsonElement Compose = DeploymentFiles.Yaml(DeploymentFiles.Read("compose.yaml"))[0];

    private static IEnumerable<JsonProperty> Services => Compose.GetProperty("services").EnumerateObject();

    [Test]
    public void It_uses_the_keys_and_types_of_the_specification_and_hardens_every_service()
    {
        var own = JsonSerializer.SerializeToElement(Compose.EnumerateObject().Where(field => !field.Name.StartsWith("x-", StringComparison.Ordinal)).ToDictionary(field => field.Name, field => field.Value));
        using var schema = JsonDocument.Parse(DeploymentFiles.Read("compose.schema.json"));

        Assert.That(JsonSchema.Violations(own, schema.RootElement), Is.Empty);
        foreach (var service in Services)
        {
            Assert.That(service.Value.GetProperty("read_only").GetBoolean(), Is.True, service.Name);
            Assert.That(service.Value.GetProperty("cap_drop")[0].GetString(), Is.EqualTo("ALL"), service.Name);
            Assert.That(service.Value.GetProperty("security_opt")[0].GetString(), Is.EqualTo("no-new-privileges:true"), service.Name);
        }
    }

    [Test]
    public void The_parts_of_the_chapter_are_there() =>
        Assert.That(Services.Select(service => service.Name), Is.EquivalentTo(new[] { "proxy", "dashboard", "worker", "rabbitmq", "postgres", "backup", "prometheus", "grafana", "run" }));

    [Test]
    public void Networks_volumes_and_services_that_it_names_exist()
    {
        string[] Names(string part) => [.. Compose.GetProperty(part).EnumerateObject().Select(field => field.Name)];
        foreach (var service in Services)
        {
            Assert.That(service.Value.GetProperty("networks").EnumerateObject().Select(network => network.Name), Is.SubsetOf(Names("networks")).And.Not.Empty, service.Name);
            foreach (var source in Texts(service.Value, "volumes").Select(volume => volume.Split(':')[0]))
            {
                Assert.That(source.StartsWith('.') ? Made(source) || Path.Exists(DeploymentFiles.At(source)) : Names("volumes").Contains(source), Is.True, $"{service.Name}: {source}");
            }

            var before = service.Value.TryGetProperty("depends_on", out var needs) ? needs : default;
            var names = before.ValueKind == JsonValueKind.Object ? before.EnumerateObject().Select(need => need.Name) : Texts(service.Value, "depends_on");
            Assert.That(names, Is.SubsetOf(Names("services")), service.Name);
            Assert.That(before.ValueKind == JsonValueKind.Object ? before.EnumerateObject().Where(need => need.Value.GetProperty("condition").GetString() == "service_healthy" && !Compose.GetProperty("services").GetProperty(need.Name).TryGetProperty("healthcheck", out _)).Select(need => need.Name) : [], Is.Empty, "waits for health that nobody checks");
        }
    }

    [Test]
    public void Only_the_proxy_and_on_this_machine_Grafana_can_be_reached_from_outside()
    {
        var open = Services.SelectMany(service => Texts(service.Value, "ports").Select(port => $"{service.Name} {port}"));

        Assert.That(open, Is.EquivalentTo(new[] { "proxy 443:8443", "proxy 80:8080", "grafana 127.0.0.1:3000:3000" }));
    }

    /// <summary>Only from the proxy's address does the dashboard believe what is said of a client's address.</summary>
    [Test]
    public void The_dashboard_trusts_the_proxy_s_address()
    {
        var services = Compose.GetProperty("services");
        var address = services.GetProperty("proxy").GetProperty("networks").GetProperty("front").GetProperty("ipv4_address").GetString();
        var subnet = System.Net.IPNetwork.Parse(Compose.GetProperty("networks").GetProperty("front").GetProperty("ipam").GetProperty("config")[0].GetProperty("subnet").GetString()!);

        Assert.That(services.GetProperty("dashboard").GetProperty("environment").GetProperty("Dashboard__Proxies").GetString(), Is.EqualTo(address));
        Assert.That(subnet.Contains(System.Net.IPAddress.Parse(address!)), Is.True);
    }

    /// <summary>Each secret comes from <c>.env</c>, and none may be empty.</summary>
    [Test]
    public void Secrets_are_variables_without_which_nothing_starts()
    {
        var text = DeploymentFiles.Read("compose.yaml");
        var asked = Variable().Matches(text).Select(match => (Name: match.Groups["name"].Value, Refused: match.Groups["form"].Value)).Distinct().ToList();
        var example = DeploymentFiles.Read(".env.example").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('=')).ToDictionary(line => line[0], line => line[1]);

        Assert.That(asked.Select(variable => variable.Name), Is.EquivalentTo(example.Keys));
        Assert.That(asked.Where(variable => variable.Name is not ("WORKERS" or "MODE") && !variable.Name.StartsWith("OIDC", StringComparison.Ordinal)).Select(variable => variable.Refused), Is.All.EqualTo(":?"));
        Assert.That(example.Where(pair => pair.Key.EndsWith("PASSWORD", StringComparison.Ordinal) || pair.Key.EndsWith("KEY", StringComparison.Ordinal)).Select(pair => pair.Value), Is.All.Empty);
        Assert.That(File.ReadLines(DeploymentFiles.At(".gitignore")), Does.Contain(".env"));
    }

    /// <summary>What the one who deploys puts there.</summary>
    private static bool Made(string source) => source is "./certificates" or "./api-key" or "./input";

    private static IEnumerable<string> Texts(JsonElement service, string name) =>
        service.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(item => item.GetString()!) : [];

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?<form>:[?-])?")]
    private static partial Regex Variable();
}
