using System.Text.Json;
using System.Text.Json.Serialization;

namespace Frugal.Grading.Cards;

/// <summary>Writes a duration as a number of milliseconds, exact to the tick.</summary>
internal sealed class MillisecondsConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        TimeSpan.FromTicks((long)Math.Round(reader.GetDouble() * TimeSpan.TicksPerMillisecond));

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((double)value.Ticks / TimeSpan.TicksPerMillisecond);
}
