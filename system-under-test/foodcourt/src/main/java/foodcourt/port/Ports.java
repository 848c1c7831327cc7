package foodcourt.port;

/**
 * The boundary between Foodcourt and its environment. Load mode runs it on virtual threads and PostgreSQL, simulation
 * on simulated threads and memory; nothing else differs.
 */
public record Ports(
        Clock clock,
        Threads threads,
        Transactions transactions,
        DeliveryQueue queue,
        ReadModels reads,
        DeliveryChannel channel,
        ThirdParties thirdParties,
        Hints hints,
        Randomness randomness) {
    public Ports withClock(Clock other) {
        return new Ports(other, threads, transactions, queue, reads, channel, thirdParties, hints, randomness);
    }

    public Ports withThreads(Threads other) {
        return new Ports(clock, other, transactions, queue, reads, channel, thirdParties, hints, randomness);
    }

    public Ports withTransactions(Transactions other) {
        return new Ports(clock, threads, other, queue, reads, channel, thirdParties, hints, randomness);
    }

    public Ports withQueue(DeliveryQueue other) {
        return new Ports(clock, threads, transactions, other, reads, channel, thirdParties, hints, randomness);
    }

    public Ports withReads(ReadModels other) {
        return new Ports(clock, threads, transactions, queue, other, channel, thirdParties, hints, randomness);
    }

    public Ports withChannel(DeliveryChannel other) {
        return new Ports(clock, threads, transactions, queue, reads, other, thirdParties, hints, randomness);
    }

    public Ports withThirdParties(ThirdParties other) {
        return new Ports(clock, threads, transactions, queue, reads, channel, other, hints, randomness);
    }

    public Ports withHints(Hints other) {
        return new Ports(clock, threads, transactions, queue, reads, channel, thirdParties, other, randomness);
    }
}
