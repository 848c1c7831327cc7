package tribunal.fault.spring;

import foodcourt.port.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import tribunal.fault.Injection;
import tribunal.fault.Injector;
import tribunal.history.Journal;

/** Customises the app's ports by the injection that the property {@code tribunal.injection} names; absent, it does nothing. */
@AutoConfiguration
@ConditionalOnProperty("tribunal.injection")
public class FaultInjection {
    @Bean
    Journal channelJournal(Injection injection) {
        return Journal.open(Path.of(injection.history()));
    }

    @Bean
    Injection injection(@Value("${tribunal.injection}") String file) throws IOException {
        return Injection.read(Path.of(file));
    }

    @Bean
    UnaryOperator<Ports> injector(Injection injection, Journal channelJournal) {
        Injector injector = new Injector(
                injection.plan(), injection.node(), Instant::now, injection.origin(), channelJournal::append);
        Lifeline.start(injector);
        return injector;
    }
}
