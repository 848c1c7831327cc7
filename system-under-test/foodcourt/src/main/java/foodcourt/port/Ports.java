package foodcourt.port;

/**
 * Everything that Foodcourt needs of the world. Real mode runs it on virtual threads and PostgreSQL, simulation on
 * simulated threads and memory; nothing else differs.
 */
public record Ports(
        Clock clock,
        Threads threads,
        Transactions transactions,
        Queue queue,
        ReadModels reads,
        Channel channel,
        ThirdParties thirdParties,
        Hints hints,
        Randomness randomness) {}
