namespace Frugal.Data.SupportTweets;

/// <summary>What a tweet is about; several topics or none.</summary>
[Flags]
public enum TweetTopics
{
    /// <summary>Nothing of the operator's trade.</summary>
    None = 0,

    /// <summary>Coverage and signal.</summary>
    Network = 1,

    /// <summary>Bills, prices, payments, refunds.</summary>
    Billing = 2,

    /// <summary>Mobile plans, SIM cards, mobile data.</summary>
    Mobile = 4,

    /// <summary>Fixed internet, router, Wi-Fi.</summary>
    Internet = 8,

    /// <summary>Television.</summary>
    Tv = 16,

    /// <summary>Calls and landlines.</summary>
    Phone = 32,

    /// <summary>Advisers, shops, technicians, the site and the app.</summary>
    CustomerService = 64,

    /// <summary>Contract, cancellation, transfer of a number.</summary>
    Contract = 128,

    /// <summary>Orders and parcels.</summary>
    Delivery = 256,

    /// <summary>Fraud, theft, personal data.</summary>
    Security = 512,
}
