namespace ChatbotMemory.Modes;

/// <summary>How often the chatbot is used.</summary>
public enum Use
{
    /// <summary>A few times a day.</summary>
    Occasional,

    /// <summary>A few times an hour.</summary>
    Regular,

    /// <summary>All the time.</summary>
    Intensive,
}
