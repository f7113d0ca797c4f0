using System.Text.RegularExpressions;

namespace House.Tests.Deployment;

/// <summary>The files call the lab's program as it is: they are held against its source, where the lab has its server and its workers.</summary>
public partial class ProgramTests
{
    private static readonly string Source = Tree.At("solutions", "tweet-pipeline", "TweetPipeline");

    private static readonly string[] Files = ["compose.yaml", "k8s/dashboard.yaml", "k8s/worker.yaml", "k8s/jobs/run.yaml", "Dockerfile"];

    [Test]
    public void The_program_has_every_command_and_option_that_the_files_give_it()
    {
        var text = Program();
        string[] words = ["serve", "worker", "run", "--urls", "--broker", "--postgres", "--mode", "--output", "--name"];

        Assert.That(words.Where(word => !Files.Any(file => Regex.IsMatch(DeploymentFiles.Read(file), $@"(?<![\w-]){word}\b"))), Is.Empty, "what no file uses need not be here");
        Assert.That(words.Where(word => !text.Contains($"\"{word}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_program_has_every_setting_that_the_files_give_it()
    {
        var text = Program();
        var settings = Files.SelectMany(file => Setting().Matches(DeploymentFiles.Read(file)).Select(match => match.Groups[1].Value)).Distinct().ToList();

        Assert.That(settings, Does.Contain("ApiKey"));
        Assert.That(settings.Where(name => !text.Contains($" {name} {{ get; init; }}", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void The_queues_that_scale_the_workers_are_the_program_s()
    {
        var pattern = Queue().Match(DeploymentFiles.Read("k8s/autoscaling.yaml")).Groups[1].Value;

        var name = QueueName().Match(Program()).Groups[1].Value;
        Assert.That(name + "0123456789ab", Does.Match(pattern));
    }

    private static string Program()
    {
        if (!Directory.Exists(Path.Combine(Source, "Web")) || !Directory.Exists(Path.Combine(Source, "Workers")))
        {
            Assert.Ignore("The lab's server and workers are not in this tree.");
        }

        return string.Concat(Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [GeneratedRegex(@"Dashboard__(\w+)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"queueName: (\S+)")]
    private static partial Regex Queue();

    [GeneratedRegex(@"\$""(tweets\.blocks\.)\{")]
    private static partial Regex QueueName();
}
