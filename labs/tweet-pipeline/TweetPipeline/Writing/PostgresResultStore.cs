using Frugal;
using Npgsql;
using NpgsqlTypes;
using TweetPipeline.Operations;
using TweetPipeline.Reading;
using TweetPipeline.Tweets;

namespace TweetPipeline.Writing;

/// <summary>
/// The results in a PostgreSQL database: a row per tweet in <c>tweet_results</c>, with the run's name and the tweet's id as the key, rejected rows in <c>tweet_rejects</c>. A block and how far the input is done are
/// one transaction: a tweet is there once, also after a kill. One program at a time stores a run.
/// </summary>
public sealed class PostgresResultStore : IResultStore
{
    /// <summary>The table of the results.</summary>
    public const string Results = "tweet_results";

    /// <summary>The table of the rejected rows.</summary>
    public const string Rejects = "tweet_rejects";

    private const string Schema = $"""
        create table if not exists tweet_runs (
            run text primary key, input text not null, settings text not null, position bigint not null, line bigint not null, tweets bigint not null, rejects bigint not null,
            complete boolean not null, changed timestamptz not null default now());
        create table if not exists {Results} (
            run text not null references tweet_runs on delete cascade, id text not null, place bigint not null, created_at text not null, author text not null, language text not null, text text not null,
            sentiment text not null, is_claim boolean not null, urgency text not null, topics text not null, incident text not null, confidence real not null, source text not null, fallbacks text not null,
            duplicate_of text not null, primary key (run, id));
        create table if not exists {Rejects} (
            run text not null references tweet_runs on delete cascade, line bigint not null, code text not null, reason text not null, start text not null);
        create temporary table arriving (like {Results}) on commit delete rows;
        """;

    private const string Columns = "run, id, place, created_at, author, language, text, sentiment, is_claim, urgency, topics, incident, confidence, source, fallbacks, duplicate_of";

    private readonly NpgsqlConnection connection;
    private readonly string run;

    private PostgresResultStore(NpgsqlConnection connection, string run) => (this.connection, this.run) = (connection, run);

    /// <inheritdoc/>
    public ReadPosition Position { get; private set; }

    /// <inheritdoc/>
    public (long Tweets, long Rejects) Stored { get; private set; }

    /// <summary>Connects, makes the tables where they are missing, and begins a run or goes on with an unfinished one.</summary>
    /// <exception cref="FrugalException">The database cannot be reached, another program stores this run, or the unfinished run was of another input or had other settings.</exception>
    public static PostgresResultStore Open(RunOptions options, string settings)
    {
        var run = options.Name.Length > 0 ? options.Name : Path.GetFileName(options.Input);
        var connection = Connect(options.Postgres!);
        var store = new PostgresResultStore(connection, run);
        try
        {
            store.Begin(options, settings);
            return store;
        }
        catch (Exception failure)
        {
            connection.Dispose();
            throw failure is NpgsqlException broken ? store.Failed(broken) : failure;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<TweetResult> Earlier()
    {
        if (Stored.Tweets == 0)
        {
            yield break;
        }

        using var command = Command($"select {Columns} from {Results} where run = $1 order by place", run);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(
                new(0, reader.GetString(1), reader.GetString(6)) { CreatedAt = reader.GetString(3), Author = reader.GetString(4), Language = reader.GetString(5) },
                new(
                    new(
                        KpiNames.Sentiment(reader.GetString(7)) ?? default, reader.GetBoolean(8), KpiNames.Urgency(reader.GetString(9)) ?? default,
                        KpiNames.Topics(reader.GetString(10).Split('|', StringSplitOptions.RemoveEmptyEntries)) ?? default, KpiNames.Incident(reader.GetString(11)) ?? default, reader.GetFloat(12)),
                    KpiNames.Source(reader.GetString(13)) ?? default, KpiNames.MarksOf(reader.GetString(14))),
                reader.GetString(15));
        }
    }

    /// <inheritdoc/>
    public void Append(IReadOnlyList<TweetResult> results, IReadOnlyList<Reject> rejects, ReadPosition after)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            Copy(results);
            Execute($"insert into {Results} select * from arriving on conflict (run, id) do nothing");
            foreach (var reject in rejects)
            {
                Execute($"insert into {Rejects} values ($1, $2, $3, $4, $5)", run, reject.Line, reject.Code, TextRepair.WithoutControls(reject.Reason), TextRepair.WithoutControls(reject.Start));
            }

            var stored = (Stored.Tweets + results.Count, Stored.Rejects + rejects.Count);
            Execute("update tweet_runs set position = $2, line = $3, tweets = $4, rejects = $5, changed = now() where run = $1", run, after.Offset, after.Line, stored.Item1, stored.Item2);
            transaction.Commit();
            (Position, Stored) = (after, stored);
        }
        catch (NpgsqlException broken)
        {
            throw Failed(broken);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        try
        {
            Execute("update tweet_runs set complete = true, changed = now() where run = $1", run);
        }
        catch (NpgsqlException broken)
        {
            throw Failed(broken);
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => connection.Dispose();

    private static NpgsqlConnection Connect(string settings)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(settings) { Pooling = false };
            var connection = new NpgsqlConnection(builder.ConnectionString);
            try
            {
                connection.Open();
                return connection;
            }
            catch (NpgsqlException failure)
            {
                connection.Dispose();
                throw new FrugalException($"The database {builder.Database} on {builder.Host}:{builder.Port} cannot be opened: {failure.Message.TrimEnd('.')}. Check --postgres, and that PostgreSQL runs there.", failure);
            }
        }
        catch (ArgumentException failure)
        {
            throw new FrugalException($"--postgres is not understood: {failure.Message.TrimEnd('.')}. Allowed: Host=...;Port=...;Username=...;Password=...;Database=...", failure);
        }
    }

    private void Begin(RunOptions options, string settings)
    {
        using (var locking = Command("select pg_try_advisory_lock(hashtextextended('tweet-pipeline ' || $1, 0))", run))
        {
            if (locking.ExecuteScalar() is not true)
            {
                throw new FrugalException($"Another program stores the run {run} now. Wait for it, or give this run another --name.");
            }
        }

        using (var making = Command("select pg_advisory_lock(7310)"))
        {
            making.ExecuteNonQuery();                      // 'create table if not exists' fails if two programs try it at once
        }

        Execute(Schema);
        Execute("select pg_advisory_unlock(7310)");
        var input = Checkpoint.Identity(options.Input);
        if (options.Resume && Unfinished(input, settings))
        {
            return;
        }

        using var transaction = connection.BeginTransaction();
        Execute("delete from tweet_runs where run = $1", run);
        Execute("insert into tweet_runs values ($1, $2, $3, 0, 0, 0, 0, false)", run, input, settings);
        transaction.Commit();
    }

    private bool Unfinished(string input, string settings)
    {
        using var command = Command("select input, settings, position, line, tweets, rejects from tweet_runs where run = $1 and not complete", run);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return false;
        }

        if (reader.GetString(0) != input)
        {
            throw new FrugalException($"The unfinished run {run} in the database read {reader.GetString(0)}; now it is {input}. Give the same file, or run without --resume to begin again.");
        }

        if (reader.GetString(1) != settings)
        {
            throw new FrugalException($"The unfinished run {run} in the database had other settings: {reader.GetString(1)}. Now: {settings}. Give the same options, or run without --resume to begin again.");
        }

        Position = new(reader.GetInt64(2), reader.GetInt64(3));
        Stored = (reader.GetInt64(4), reader.GetInt64(5));
        return true;
    }

    private void Copy(IReadOnlyList<TweetResult> results)
    {
        using var importer = connection.BeginBinaryImport($"copy arriving ({Columns}) from stdin (format binary)");
        for (var i = 0; i < results.Count; i++)
        {
            var (tweet, answer, kpis) = (results[i].Tweet, results[i].Answer, results[i].Answer.Kpis);
            importer.StartRow();
            importer.Write(run);
            importer.Write(tweet.Id);
            importer.Write(Stored.Tweets + i, NpgsqlDbType.Bigint);
            foreach (var text in new[] { tweet.CreatedAt, tweet.Author, tweet.Language, tweet.Text, KpiNames.Of(kpis.Sentiment) })
            {
                importer.Write(text);
            }

            importer.Write(kpis.IsClaim);
            importer.Write(KpiNames.Of(kpis.Urgency));
            importer.Write(KpiNames.Of(kpis.Topics));
            importer.Write(KpiNames.Of(kpis.Incident));
            importer.Write(kpis.Confidence);
            importer.Write(KpiNames.Of(answer.Source));
            importer.Write(KpiNames.Of(answer.Fallbacks));
            importer.Write(results[i].DuplicateOf);
        }

        importer.Complete();
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private FrugalException Failed(NpgsqlException failure) =>
        new($"The run {run} cannot be stored in PostgreSQL: {failure.Message.TrimEnd('.')}. What is stored stays; the same command with --resume goes on.", failure);
}
