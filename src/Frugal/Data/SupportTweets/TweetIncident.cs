namespace Frugal.Data.SupportTweets;

/// <summary>What is broken, if anything.</summary>
public enum TweetIncident
{
    /// <summary>Nothing, or not said.</summary>
    None,

    /// <summary>A service does not work at all: internet, mobile network, landline, television.</summary>
    Outage,

    /// <summary>A service works badly: slow, weak, unstable.</summary>
    Slowdown,

    /// <summary>A router or a SIM card is defective.</summary>
    Equipment,

    /// <summary>An amount is wrong.</summary>
    Billing,

    /// <summary>Theft of an account, a number or data.</summary>
    Fraud,
}
