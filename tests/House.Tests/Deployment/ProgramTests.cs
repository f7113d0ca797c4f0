using System.Text.RegularExpressions;

namespace House.Tests.Deployment;

/// <summary>The files call the lab's program as it is: they are held against its source, where the lab has its server and its workers.</summary>
public partial class ProgramTests
{
    private static readonly string Source = Tree.At("solutions", "tweet-pipeline", "TweetPipeline");

    [Test]
    public void The_program_has_every_command_and_option_that_the_files_give_it()
    {
        var text = Program();
        var asked = new[] { "compose.yaml", "k8s/dashboard.yaml", "k8s/worker.yaml" }.SelectMany(file => Option().Matches(DeploymentFiles.Read(file)).Select(match => match.Value))
            .Where(option => option is "--broker" or "--postgres").Append("serve").Append("worker").Distinct();

        Assert.That(asked.Where(word => !text.Contains($"\"{word}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_program_has_every_setting_that_the_files_give_it()
    {
        var text = Program();
        var settings = new[] { "compose.yaml", "k8s/dashboard.yaml" }.SelectMany(file => Setting().Matches(DeploymentFiles.Read(file)).Select(match => match.Groups[1].Value)).Distinct();

        Assert.That(settings.Where(name => !text.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_queue_that_scales_the_workers_is_the_program_s()
    {
        var queue = Queue().Match(DeploymentFiles.Read("k8s/autoscaling.yaml")).Groups[1].Value;

        Assert.That(Program(), Does.Contain($"\"{queue}\""));
    }

    private static string Program()
    {
        if (!Directory.Exists(Path.Combine(Source, "Web")) || !Directory.Exists(Path.Combine(Source, "Workers")))
        {
            Assert.Ignore("The lab's server and workers are not in this tree.");
        }

        return string.Concat(Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [GeneratedRegex("--[a-z]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"Dashboard__(\w+?)(?:__\d+)?\b")]
    private static partial Regex Setting();

    [GeneratedRegex("queueName: (\\S+)")]
    private static partial Regex Queue();
}
