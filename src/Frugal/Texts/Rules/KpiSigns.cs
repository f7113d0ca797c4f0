namespace Frugal.Texts;

/// <summary>What words of a tweet are signs of; the first ten have the values of the topics.</summary>
[Flags]
internal enum KpiSigns
{
    None = 0,
    Network = 1,
    Billing = 2,
    Mobile = 4,
    Internet = 8,
    Tv = 16,
    Phone = 32,
    CustomerService = 64,
    Contract = 128,
    Delivery = 256,
    Security = 512,
    Topics = 1023,
    Down = 1 << 10,
    Slow = 1 << 11,
    Equipment = 1 << 12,
    Amount = 1 << 13,
    Fraud = 1 << 14,
    Complaint = 1 << 15,
    Urgent = 1 << 16,
    Asks = 1 << 17,
}
