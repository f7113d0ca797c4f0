using k8s;
using k8s.Models;

namespace House.Tests.Deployment;

/// <summary>The Kubernetes objects, read strictly into the types of the API (KubernetesClient); KEDA's into the two types below. No cluster is asked.</summary>
public class KubernetesTests
{
    private static readonly Dictionary<string, Type> Types = new()
    {
        ["keda.sh/v1alpha1/ScaledObject"] = typeof(ScaledObject),
        ["keda.sh/v1alpha1/TriggerAuthentication"] = typeof(TriggerAuthentication),
    };

    private static readonly List<object> Objects = [.. Applied().SelectMany(Load)];

    private static IEnumerable<(string Name, V1PodSpec Pod)> Pods =>
        Objects.OfType<V1Deployment>().Select(deployment => (deployment.Metadata.Name, deployment.Spec.Template.Spec))
            .Concat(Objects.OfType<V1CronJob>().Select(job => (job.Metadata.Name, job.Spec.JobTemplate.Spec.Template.Spec)))
            .Concat(Load("k8s/jobs/run.yaml").OfType<V1Job>().Select(job => (job.Metadata.GenerateName, job.Spec.Template.Spec)));

    [Test]
    public void Every_object_has_the_form_of_its_kind()
    {
        Assert.That(Objects.OfType<V1Deployment>().Select(deployment => deployment.Metadata.Name), Is.EquivalentTo(new[] { "dashboard", "worker", "proxy" }));
        Assert.That(Objects.OfType<V1Service>().Select(service => service.Metadata.Name), Is.EquivalentTo(new[] { "dashboard", "proxy" }));
        Assert.That(Objects.OfType<V1CronJob>().Single().Spec.Schedule, Is.EqualTo("30 2 * * *"));
    }

    [Test]
    public void An_unknown_field_is_noticed() =>
        Assert.That(() => KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { prots: [] }\n", Types, strict: true), Throws.Exception);

    [Test]
    public void No_pod_runs_as_root_writes_its_image_or_talks_to_the_cluster()
    {
        foreach (var (name, pod) in Pods)
        {
            Assert.That(pod.SecurityContext.RunAsNonRoot, Is.True, name);
            Assert.That(pod.SecurityContext.SeccompProfile.Type, Is.EqualTo("RuntimeDefault"), name);
            Assert.That(pod.AutomountServiceAccountToken, Is.False, name);
            foreach (var container in pod.Containers)
            {
                Assert.That(container.SecurityContext.ReadOnlyRootFilesystem, Is.True, name);
                Assert.That(container.SecurityContext.AllowPrivilegeEscalation, Is.False, name);
                Assert.That(container.SecurityContext.Capabilities.Drop, Is.EqualTo(new[] { "ALL" }), name);
                Assert.That(container.Resources.Limits, Does.ContainKey("memory"), name);
                Assert.That(container.VolumeMounts.Select(mount => mount.Name), Is.SubsetOf(pod.Volumes.Select(volume => volume.Name)), name);
            }
        }
    }

    [Test]
    public void Services_and_policies_select_pods_that_exist()
    {
        string[] apps = [.. Objects.OfType<V1Deployment>().Select(deployment => deployment.Spec.Template.Metadata.Labels["app"])];
        foreach (var service in Objects.OfType<V1Service>())
        {
            Assert.That(apps, Does.Contain(service.Spec.Selector["app"]), service.Metadata.Name);
            var ports = Objects.OfType<V1Deployment>().Single(deployment => deployment.Metadata.Name == service.Spec.Selector["app"]).Spec.Template.Spec.Containers.SelectMany(container => container.Ports).Select(port => port.Name);
            Assert.That(service.Spec.Ports.Select(port => port.TargetPort.Value), Is.SubsetOf(ports), service.Metadata.Name);
        }

        Assert.That(Objects.OfType<V1NetworkPolicy>().Select(policy => policy.Spec.PodSelector.MatchLabels).Where(labels => labels is not null).Select(labels => labels["app"]), Is.SubsetOf(apps));
    }

    [Test]
    public void The_queue_scales_the_workers_and_nothing_else_sets_their_number()
    {
        var scaled = Objects.OfType<ScaledObject>().Single();
        var trigger = scaled.Spec.Triggers.Single();

        Assert.That(Objects.OfType<V1Deployment>().Single(deployment => deployment.Metadata.Name == scaled.Spec.ScaleTargetRef.Name).Spec.Replicas, Is.Null);
        Assert.That((trigger.Type, trigger.Metadata["mode"]), Is.EqualTo(("rabbitmq", "QueueLength")));
        Assert.That(trigger.Metadata.Keys, Is.SubsetOf(new[] { "protocol", "mode", "queueName", "useRegex", "operation", "value" }));
        Assert.That(Objects.OfType<TriggerAuthentication>().Single().Metadata.Name, Is.EqualTo(trigger.AuthenticationRef.Name));
        Assert.That(scaled.Spec.MinReplicaCount, Is.LessThan(scaled.Spec.MaxReplicaCount!.Value));
    }

    [Test]
    public void The_kustomization_names_every_file()
    {
        var kustomization = DeploymentFiles.Yaml(DeploymentFiles.Read("kustomization.yaml"))[0];
        var named = kustomization.GetProperty("resources").EnumerateArray().Select(file => file.GetString()!);

        Assert.That(named, Is.EquivalentTo(Applied()));
        Assert.That(kustomization.GetProperty("configMapGenerator")[0].GetProperty("files").EnumerateArray().Select(file => File.Exists(DeploymentFiles.At(file.GetString()!))), Is.All.True);
    }

    /// <summary>kubectl builds the whole set, and every object of it is read again.</summary>
    [Test, Category("Machine")]
    public void Kubectl_builds_the_kustomization()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "kubectl"))))
        {
            Assert.Ignore("kubectl is not installed, and set-up does not install it.");
        }

        var (code, output) = InstalledProgram.Run(null, "kubectl", "kustomize", DeploymentFiles.Folder);

        Assert.That(code, Is.Zero, output);
        var built = KubernetesYaml.LoadAllFromString(output, Types, strict: true);
        Assert.That(built, Has.Count.EqualTo(Objects.Count + 1), "and the proxy's configuration");
        Assert.That(built.OfType<V1Deployment>().Select(deployment => deployment.Metadata.NamespaceProperty), Is.All.EqualTo("tweets"));
    }

    /// <summary>All but the job, which is made once for each file of tweets.</summary>
    private static IEnumerable<string> Applied() => DeploymentFiles.Named(".yaml").Where(file => file.StartsWith("k8s/", StringComparison.Ordinal) && !file.StartsWith("k8s/jobs/", StringComparison.Ordinal));

    private static List<object> Load(string file) => KubernetesYaml.LoadAllFromString(DeploymentFiles.Read(file), Types, strict: true);

    /// <summary>The fields of KEDA's ScaledObject that the file uses, of the custom resource <c>scaledobjects.keda.sh</c>, v1alpha1.</summary>
    public sealed class ScaledObject : KedaObject
    {
        public ScaledObjectSpec Spec { get; set; } = new();
    }

    public sealed class ScaledObjectSpec
    {
        public ScaledTarget ScaleTargetRef { get; set; } = new();

        public int? MinReplicaCount { get; set; }

        public int? MaxReplicaCount { get; set; }

        public int? PollingInterval { get; set; }

        public int? CooldownPeriod { get; set; }

        public List<ScaleTrigger> Triggers { get; set; } = [];
    }

    public sealed class ScaledTarget
    {
        public string Name { get; set; } = "";
    }

    public sealed class ScaleTrigger
    {
        public string Type { get; set; } = "";

        public Dictionary<string, string> Metadata { get; set; } = [];

        public ScaledTarget AuthenticationRef { get; set; } = new();
    }

    /// <summary>The fields of KEDA's TriggerAuthentication that the file uses.</summary>
    public sealed class TriggerAuthentication : KedaObject
    {
        public TriggerAuthenticationSpec Spec { get; set; } = new();
    }

    public sealed class TriggerAuthenticationSpec
    {
        public List<SecretTarget> SecretTargetRef { get; set; } = [];
    }

    public sealed class SecretTarget
    {
        public string Parameter { get; set; } = "";

        public string Name { get; set; } = "";

        public string Key { get; set; } = "";
    }

    public abstract class KedaObject : IKubernetesObject<V1ObjectMeta>
    {
        public string ApiVersion { get; set; } = "";

        public string Kind { get; set; } = "";

        public V1ObjectMeta Metadata { get; set; } = new();
    }
}
