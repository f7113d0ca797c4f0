namespace ChatbotMemory.Modes;

/// <summary>How often somebody chats.</summary>
public enum Use
{
    /// <summary>A few times a day.</summary>
    Occasional,

    /// <summary>A few times an hour.</summary>
    Regular,

    /// <summary>All the time.</summary>
    Intensive,
}
